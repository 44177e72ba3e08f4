/** A store that tells what it is asked: for tests of what must be answered without asking. */
import type { Store, Table } from '@sightglass/store'

/** Called with the record type's name, at each verb of a table. */
export type Asked = (type: string) => void

export function watchedStore(store: Store, asked: Asked): Store {
  return {
    ...store,
    forIssuer: (issuer) => watchedStore(store.forIssuer(issuer), asked),
    table: (type) => watchedTable(store.table(type), asked),
    commit(writes) {
      for (const { type } of writes) asked(type.name)
      return store.commit(writes)
    },
  }
}

function watchedTable<R>(table: Table<R>, asked: Asked): Table<R> {
  const ask = (): Table<R> => {
    asked(table.type.name)
    return table
  }
  return {
    type: table.type,
    get: (key) => ask().get(key),
    add: (key, record, expiresAt) => ask().add(key, record, expiresAt),
    update: (key, change) => ask().update(key, change),
    list: (index, value, page) => ask().list(index, value, page),
    remove: (key) => ask().remove(key),
  }
}

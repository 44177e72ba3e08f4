/** Follows the browser scripts of suite.json as the suite does, so far as pages without scripts go. */
import { textOf } from '@sightglass/conformance/authorization'
import type { Browser, Page, Visit } from '@sightglass/conformance/browser'
import type { Field, Form } from '@sightglass/conformance/html'

type Command = readonly [verb: string, by: string, target: string, ...rest: readonly (string | number)[]]

interface Task {
  readonly task: string
  readonly match: string
  readonly optional?: boolean
  readonly commands: readonly Command[]
}

export interface Script {
  readonly match: string
  readonly tasks: readonly Task[]
}

const matches = (pattern: string, url: URL): boolean =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(url.href)

const urlOf = ({ page, landing }: Visit): URL => (page === undefined ? landing : page).url

/** Resolves to where the browser is in the end, and what was shown in pictures. @throws {Error} where the suite would fail */
export async function follow(browser: Browser, address: URL, scripts: readonly Script[]): Promise<[Visit, number]> {
  const script = scripts.find(({ match }) => matches(match, address))
  if (script === undefined) throw new Error(`no script is for ${address.href}`)
  let visit = await browser.visit(address)
  let pictures = 0
  for (const { task, match, optional = false, commands } of script.tasks) {
    if (!matches(match, urlOf(visit))) {
      if (optional) continue
      throw new Error(`${task}: the browser is at ${urlOf(visit).href}`)
    }
    const typed = new Map<Field, string>()
    for (const command of commands) {
      if (command[0] === 'wait') pictures += waited(visit, command)
      else visit = (await done(browser, visit, command, typed)) ?? visit
    }
  }
  return [visit, pictures]
}

/** How many pictures it took: one where it looks for words. */
function waited(visit: Visit, [, by, target, , words]: Command): number {
  // The page of the suite that takes the fragment is none of ours.
  if (by === 'id' && visit.landing !== undefined) return 0
  if (by === 'contains' && urlOf(visit).href.includes(target)) return 0
  if (visit.page !== undefined && words !== undefined && new RegExp(String(words)).test(textOf(visit.page))) return 1
  throw new Error(`waited in vain for ${words ?? target} at ${urlOf(visit).href}`)
}

async function done(
  browser: Browser,
  { page }: Visit,
  [verb, , target, ...rest]: Command,
  typed: Map<Field, string>,
): Promise<Visit | undefined> {
  const link = page?.tags.find(({ name, attributes }) => name === 'a' && attributes.get('id') === target)
  if (link !== undefined) return await browser.visit(new URL(link.attributes.get('href') ?? '', page?.url))
  const found = page && elementIn(page, target)
  if (page === undefined || found === undefined) {
    if (rest.includes('optional')) return undefined
    throw new Error(`there is no ${target}`)
  }
  if (verb === 'click') return await browser.submit(page, found.form, found.field, typed)
  typed.set(found.field, String(rest[0]))
  return undefined
}

const elementIn = (page: Page, id: string): { readonly form: Form; readonly field: Field } | undefined =>
  page.forms.flatMap((form) => form.fields.map((field) => ({ form, field }))).find(({ field }) => field.id === id)

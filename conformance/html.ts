/** As much HTML as a form needs: tags with their attributes, and the forms that they make. Scripts are text. */

export interface Tag {
  readonly name: string
  readonly closing: boolean
  readonly attributes: ReadonlyMap<string, string>
  /** What stands between this tag and the next, or inside a script. */
  readonly text: string
}

export interface Field {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly type: string
  readonly value: string
  readonly checked: boolean
}

export interface Form {
  readonly action: string
  readonly method: string
  readonly fields: readonly Field[]
}

const RAW = new Set(['script', 'style', 'textarea', 'title'])
const TAG =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:\s+|\/|[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)>/gi
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

export function tagsIn(html: string): readonly Tag[] {
  const tags: Tag[] = []
  const scan = new RegExp(TAG)
  for (let found = scan.exec(html); found !== null; found = scan.exec(html)) {
    const [, slash, name = '', rest = ''] = found
    if (name === '') continue
    const lower = name.toLowerCase()
    const from = scan.lastIndex
    if (slash === '' && RAW.has(lower)) {
      const end = html.toLowerCase().indexOf(`</${lower}`, from)
      scan.lastIndex = end === -1 ? html.length : end
    }
    const next = scan.lastIndex > from ? scan.lastIndex : html.indexOf('<', from)
    const raw = html.slice(from, next === -1 ? html.length : next)
    const text = lower === 'script' || lower === 'style' ? raw : decoded(raw)
    tags.push({ name: lower, closing: slash !== '', attributes: attributesIn(rest), text })
  }
  return tags
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase()
    if (!attributes.has(key)) attributes.set(key, decoded(double ?? single ?? bare ?? ''))
  }
  return attributes
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** What the characters stand for. */
export const decoded = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex?: string, decimal?: string, name = '') => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return NAMED[String(name).toLowerCase()] ?? whole
  })

interface Open {
  readonly action: string
  readonly method: string
  readonly fields: Field[]
}

export function formsIn(tags: readonly Tag[]): readonly Form[] {
  const forms: Form[] = []
  let open: Open | undefined
  for (const tag of tags) {
    const { name, closing, attributes } = tag
    if (name === 'form') {
      open = undefined
      if (closing) continue
      const method = (attributes.get('method') ?? 'get').toUpperCase()
      open = { action: attributes.get('action') ?? '', method, fields: [] }
      forms.push(open)
    } else if (open !== undefined && !closing && (name === 'input' || name === 'button' || name === 'textarea')) {
      open.fields.push(fieldOf(tag))
    }
  }
  return forms
}

function fieldOf({ name, attributes, text }: Tag): Field {
  const preset = name === 'button' ? 'submit' : 'text'
  const type = name === 'textarea' ? 'text' : (attributes.get('type') ?? preset).toLowerCase()
  const value = name === 'textarea' ? text : (attributes.get('value') ?? (type === 'checkbox' ? 'on' : ''))
  return { id: attributes.get('id'), name: attributes.get('name'), type, value, checked: attributes.has('checked') }
}

/** What a form sends when this button of it is pressed. */
export function membersOf(
  { fields }: Form,
  pressed: Field | undefined,
  typed: ReadonlyMap<Field, string>,
): [string, string][] {
  return fields.flatMap((field): [string, string][] => {
    const { name, type, value, checked } = field
    if (name === undefined || name === '' || type === 'button' || type === 'reset') return []
    if ((type === 'submit' || type === 'image') && field !== pressed) return []
    if ((type === 'checkbox' || type === 'radio') && !checked) return []
    return [[name, typed.get(field) ?? value]]
  })
}

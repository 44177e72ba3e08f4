/** Reading a page as far as a person without scripts would: forms with their fields, and texts by the ids of their elements. */
import { VisitFailure } from './failure.ts'

export interface Page {
  readonly url: URL
  readonly status: number
  readonly html: string
}

/** A form as it would be sent: where to, and each field that counts, with its value. */
export interface Form {
  readonly action: URL
  readonly fields: URLSearchParams
}

export const has = ({ html }: Page, id: string): boolean => html.includes(` id="${id}"`)

/** The text of an element, its line ends and tags taken away; `undefined` where the page has no such element. */
export function textOf({ html }: Page, id: string): string | undefined {
  const inner = new RegExp(`<(\\w+)[^>]*\\sid="${id}"[^>]*>([\\s\\S]*?)</\\1>`).exec(html)?.[2]
  return inner === undefined ? undefined : plainText(inner)
}

/**
 * The form that holds a button, filled in and sent with that button.
 * @throws {VisitFailure} where the page has no such button or field.
 */
export function filledForm(page: Page, buttonId: string, values: Readonly<Record<string, string>> = {}): Form {
  const forms = page.html.match(/<form\b[\s\S]*?<\/form>/g) ?? []
  const form = forms.find((one) => one.includes(` id="${buttonId}"`))
  if (form === undefined) throw new VisitFailure(`${page.url.origin} ${wordsOfPage(page)}`)
  const fields = fieldsOf(form)
  for (const [name, value] of Object.entries(values)) fields.set(name, value)
  const button = tags(form, 'button').find((tag) => attribute(tag, 'id') === buttonId) ?? ''
  const name = attribute(button, 'name')
  if (name !== undefined) fields.set(name, attribute(button, 'value') ?? '')
  return { action: new URL(attribute(form, 'action') ?? '', page.url), fields }
}

function fieldsOf(form: string): URLSearchParams {
  const fields = new URLSearchParams()
  for (const tag of [...tags(form, 'input')]) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type') ?? 'text']
    const counts = type !== 'checkbox' || /\schecked\b/.test(tag)
    if (name !== undefined && counts && !/\sdisabled\b/.test(tag)) fields.append(name, attribute(tag, 'value') ?? '')
  }
  return fields
}

const tags = (html: string, name: string): string[] => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? []

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`^<\\w+[^>]*?\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : decoded(value)
}

/** What a page says that is not the one expected: its heading, its warning, and its lines for developers. */
export function wordsOfPage({ status, html }: Page): string {
  const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1]
  const alert = /<div class="alert error"[\s\S]*?<\/svg>([\s\S]*?)<\/div>\s*<\/div>/.exec(html)?.[1]
  const section = /<section[^>]*aria-labelledby="(?:developers-title|for-developers)"[\s\S]*?<\/section>/.exec(
    html,
  )?.[0]
  const rows = [...(section ?? '').matchAll(/<dt>([\s\S]*?)<\/dt>\s*<dd>([\s\S]*?)<\/dd>/g)]
  const told = rows.map(([, term = '', detail = '']) => `${plainText(term)}: ${plainText(detail)}`)
  const words = [heading, alert].flatMap((one) => (one === undefined ? [] : [plainText(one)]))
  const saying = words.length === 0 ? 'something else than was expected' : `“${words.join(': ')}”`
  return `answers ${status} ${saying}${told.length === 0 ? '' : ` (${told.join('; ')})`}`
}

const plainText = (html: string): string =>
  decoded(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const decoded = (text: string): string => text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name] ?? '')

/** HTML as tagged templates: whatever is interpolated is escaped, unless it is `Html` itself. */
import { html as tag } from 'hono/html'

/** Markup that is already escaped; only the `html` tag makes it. */
export type Html = string & { readonly isEscaped: true }

/** What a template takes: `false`, `null` and `undefined` leave no trace, so that `condition && html…` reads well. */
export type Content = Html | string | number | false | null | undefined | readonly Content[]

/** Markup from a template; strings are escaped, in text and in quoted attributes alike. Promises do not compile. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  const made = tag(strings, ...values)
  if (made instanceof Promise) throw new Error('a page is a value: await what it shows before making it')
  return made
}

/** The characters to send. */
export const render = (page: Html): string => page.toString()

const linkable = /^(?:https?:\/\/|mailto:|\/(?![/\\])|#|\?)/i

/** The address where it is safe to link to, `undefined` for others (`javascript:`, `data:`, `//host`): escaping does not stop those. */
export const safeHref = (address: string): string | undefined => (linkable.test(address) ? address : undefined)

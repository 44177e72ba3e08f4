/** The page that posts an answer to the client. */
import { createHash } from 'node:crypto'
import { allows, directive, type Page } from './browser.ts'
import type { Field, Form } from './html.ts'
import type { Trial } from './trial.ts'

export interface FormPost {
  readonly form: Form
  readonly button: Field | undefined
}

/** The form of a page that leads to the relying party; a person has nothing to decide in it. */
export function formPostIn({ rp }: Trial, page: Page): FormPost | undefined {
  const form = page.forms.find(({ action }) => URL.canParse(action) && new URL(action).origin === rp.origin)
  return form && { form, button: form.fields.find(({ type }) => type === 'submit') }
}

const AUTO_SUBMIT = /document\.forms\[0\]\.submit\(\)|\.submit\(\)/

export function checkFormPage(trial: Trial, page: Page, { form, button }: FormPost): void {
  trial.check('F-1', form.method === 'POST', 'the form must be posted', form.method)
  trial.check(
    'F-1',
    form.fields.every(({ type }) => type === 'hidden' || type === 'submit'),
    'it must hold hidden fields alone',
  )
  const scripts = page.tags.filter(({ name, closing }) => name === 'script' && !closing)
  const script = scripts.find(({ text }) => AUTO_SUBMIT.test(text))
  trial.check('F-3', script !== undefined || button !== undefined, 'the form must submit itself, or have a button')
  const policy = page.headers.get('content-security-policy')
  const targets = directive(policy, 'form-action')
  trial.check(
    'F-4',
    targets === undefined || allows(targets, new URL(form.action)),
    'form-action must name the client',
    targets,
  )
  if (script === undefined) return
  const sources = directive(policy, 'script-src') ?? directive(policy, 'default-src')
  const hash = `'sha256-${createHash('sha256').update(script.text).digest('base64')}'`
  const nonce = `'nonce-${script.attributes.get('nonce') ?? ''}'`
  const runs = sources === undefined || [hash, nonce, "'unsafe-inline'"].some((source) => sources.includes(source))
  trial.check('F-3', runs, 'its script must be let run', sources)
}

/** The authorization request of a client, the way of a person through the pages, and what holds of every answer. */
import type { Browser, Landing, Page, Visit } from './browser.ts'
import type { TestClient } from './clients.ts'
import { isUnguessable } from './entropy.ts'
import { checkFormPage, formPostIn } from './form-page.ts'
import type { Field, Form } from './html.ts'
import { random, type Trial, words } from './trial.ts'
import { formOf, type Sent } from './wire.ts'

/** What is asked; members of `undefined` are left out. */
export type Asked = Readonly<Record<string, string | undefined>>

/** The members of the request that this profile's clients send: as older clients do, without PKCE. */
export function requestOf({ profile }: Trial, { clientId, redirectUri }: TestClient, asked: Asked): [string, string][] {
  const base: Asked = {
    response_type: profile.responseType,
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: 'openid',
    state: random(),
    nonce: random(),
    response_mode: profile.responseMode,
  }
  return Object.entries({ ...base, ...asked }).filter((member): member is [string, string] => member[1] !== undefined)
}

export interface Walked {
  readonly visit: Visit
  /** How often a password was asked for. */
  readonly logins: number
  /** How often a person had to do anything. */
  readonly pages: readonly Page[]
}

const MOST_PAGES = 10

/** Goes through the pages as a person does who wants to get on: signs in, allows, goes back. Ends at any other page. */
export async function walk(trial: Trial, browser: Browser, first: Visit): Promise<Walked> {
  const pages: Page[] = []
  let visit = first
  let logins = 0
  while (visit.page !== undefined && pages.length < MOST_PAGES) {
    const { page }: { page: Page } = visit
    const next = await onwards(trial, browser, page)
    if (next === undefined) break
    if (next.isLogin) logins += 1
    if (!next.isAnswer) pages.push(page)
    visit = next.visit
  }
  trial.check('F-4', browser.blocked.length === 0, 'form-action must let a form lead where it leads', browser.blocked)
  return { visit, logins, pages }
}

interface Onwards {
  readonly visit: Visit
  readonly isLogin?: true
  readonly isAnswer?: true
}

async function onwards(trial: Trial, browser: Browser, page: Page): Promise<Onwards | undefined> {
  const { pages, user } = trial.subject
  const login = loginIn(trial, page)
  if (login !== undefined) {
    const { form, username, password, button } = login
    trial.check('G-16', form.method === 'POST' && button !== undefined, 'the login must be a form with a button')
    const typed = new Map([
      [password, user.password] as const,
      ...(username ? [[username, user.username] as const] : []),
    ])
    return { visit: await browser.submit(page, form, button, typed), isLogin: true }
  }
  const consent = buttonIn(page, pages.consent)
  if (consent !== undefined) {
    trial.check('G-16', consent.form.method === 'POST', 'consent must be a form')
    return { visit: await browser.submit(page, consent.form, consent.field) }
  }
  const answer = formPostIn(trial, page)
  if (answer === undefined) return undefined
  checkFormPage(trial, page, answer)
  return { visit: await browser.submit(page, answer.form, answer.button), isAnswer: true }
}

export function buttonIn(page: Page, id: string): { readonly form: Form; readonly field: Field } | undefined {
  for (const form of page.forms) {
    const field = form.fields.find((one) => one.id === id)
    if (field !== undefined) return { form, field }
  }
  return undefined
}

interface LoginForm {
  readonly form: Form
  readonly username: Field | undefined
  readonly password: Field
  readonly button: Field | undefined
}

/** The form that asks for a password, if the page has one. */
export function loginIn({ subject }: Trial, page: Page): LoginForm | undefined {
  const { pages } = subject
  for (const form of page.forms) {
    const password = form.fields.find(({ id, type }) => id === pages.password || type === 'password')
    if (password === undefined) continue
    const username = form.fields.find(({ id }) => id === pages.username)
    const button = form.fields.find(({ id }) => id === pages.login) ?? form.fields.find(({ type }) => type === 'submit')
    return { form, username, password, button }
  }
  return undefined
}

/** Where the browser came in the end. */
export interface Arrived extends Walked {
  readonly sent: ReadonlyMap<string, string>
}

export interface Way {
  readonly browser?: Browser
  /** As a form that another site sends. */
  readonly posted?: true
}

/** Sends the request as it stands, and walks on. */
export async function ask(trial: Trial, members: readonly [string, string][], way: Way = {}): Promise<Arrived> {
  const browser = way.browser ?? trial.browser()
  const sent = new Map(members)
  const { isFresh } = browser
  const url = new URL(trial.endpoint('authorization_endpoint'))
  const posted: Sent & { crossSite?: true } = way.posted === true ? { ...formOf(members), crossSite: true } : {}
  if (way.posted !== true) for (const [name, value] of members) url.searchParams.append(name, value)
  const first = await browser.visit(url, posted)
  if (
    isFresh &&
    first.page?.status === 200 &&
    sent.get('prompt') !== 'none' &&
    formPostIn(trial, first.page) === undefined
  )
    trial.check('G-15', loginIn(trial, first.page) !== undefined, 'a fresh browser must reach the login page')
  return { ...(await walk(trial, browser, first)), sent }
}

/** What came back to the client, each member once. */
export type Members = ReadonlyMap<string, string>

/** The answer of the authorization endpoint, error or not, where it came to the redirect URI as this profile has it. */
export function answerIn(trial: Trial, { visit, sent }: Arrived): Members {
  const { landing, page } = visit
  trial.check('G-5', landing !== undefined, 'the browser must come back to the client', page && shownPage(page))
  const members = membersAt(trial, landing)
  checkAnswer(trial, members, sent)
  return members
}

export const shownPage = (page: Page): string => `${page.status} ${page.url.href} ${textOf(page).slice(0, 300)}`

export const textOf = (page: Page): string =>
  page.tags
    .filter(({ name }) => name !== 'script' && name !== 'style')
    .map(({ text }) => text.trim())
    .filter(Boolean)
    .join(' ')

function membersAt(trial: Trial, { url, method, form }: Landing): Members {
  const { responseType, responseMode } = trial.profile
  const [query, fragment] = [url.searchParams, new URLSearchParams(url.hash.slice(1))]
  const isAnswer = (one: URLSearchParams) =>
    ['code', 'error', 'state', 'id_token', 'access_token'].some((name) => one.has(name))
  if (responseMode === 'form_post') {
    trial.check('F-1', method === 'POST' && form !== undefined, 'the answer must be posted', method)
    trial.check(
      'G-5',
      !isAnswer(query) && !isAnswer(fragment),
      'nothing may be in the address beside the form',
      url.href,
    )
    return once(trial, form)
  }
  trial.check('G-5', method === 'GET', 'the answer must come by a redirect', method)
  if (responseType === 'code') {
    trial.check('G-5', isAnswer(query) && url.hash === '', 'the answer must be in the query alone', url.href)
    return once(trial, query)
  }
  trial.check('G-5', isAnswer(fragment) && !isAnswer(query), 'the answer must be in the fragment alone', url.href)
  return once(trial, fragment)
}

function once(trial: Trial, members: URLSearchParams): Members {
  const names = [...members.keys()]
  trial.check('G-5', new Set(names).size === names.length, 'no member may come twice', names)
  return new Map(members)
}

const ERROR_MEMBERS = new Set(['error', 'error_description', 'error_uri', 'state', 'session_state', 'iss'])

export function checkAnswer(trial: Trial, members: Members, sent: ReadonlyMap<string, string>): void {
  const { subject, metadata } = trial
  trial.check(
    'G-6',
    members.get('state') === sent.get('state'),
    'state must come back as it was sent',
    members.get('state'),
  )
  const isPromised = metadata.authorization_response_iss_parameter_supported === true
  const iss = members.get('iss')
  trial.check('G-7', iss === undefined ? !isPromised : iss === subject.issuer, 'iss must be the issuer', iss)
  if (!members.has('error')) return
  const extra = [...members.keys()].filter((name) => !ERROR_MEMBERS.has(name))
  trial.check('G-8', !members.has('code'), 'an error must come without a code')
  trial.should('G-8', extra.length === 0, 'an error must come with nothing besides', extra)
  const [description, uri] = [members.get('error_description'), members.get('error_uri')]
  checkWords(trial, description, uri)
}

/** What is said of an error, wherever. */
export function checkWords(trial: Trial, description: unknown, uri: unknown): void {
  const isSayable = typeof description === 'string' && /^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/.test(description)
  trial.check(
    'G-9',
    description === undefined || isSayable,
    'error_description must keep to its characters',
    description,
  )
  trial.check(
    'G-9',
    uri === undefined || (typeof uri === 'string' && URL.canParse(uri)),
    'error_uri must be an address',
    uri,
  )
}

export interface Authorized {
  readonly members: Members
  readonly arrived: Arrived
  readonly code: string | undefined
  readonly accessToken: string | undefined
  readonly nonce: string | undefined
}

/** A good answer to the request of a client. */
export async function authorized(
  trial: Trial,
  client: TestClient,
  asked: Asked = {},
  way: Way = {},
): Promise<Authorized> {
  return checkAuthorized(trial, await ask(trial, requestOf(trial, client, asked), way))
}

/** What is in a good answer is what the response type says, and no more. */
export function checkAuthorized(trial: Trial, arrived: Arrived): Authorized {
  const members = answerIn(trial, arrived)
  trial.check('G-5', !members.has('error'), 'the request must succeed', [...members])
  const types = words(trial.profile.responseType)
  const [code, accessToken] = [members.get('code'), members.get('access_token')]
  trial.check('G-5', (code !== undefined) === types.includes('code'), 'there must be a code where one was asked for')
  if (code !== undefined) trial.check('G-13', isUnguessable(code), 'a code must be impossible to guess', code)
  const hasToken = accessToken !== undefined
  const hasIdToken = members.has('id_token')
  if (trial.profile.responseType !== 'code') {
    trial.check('H-3', hasToken === types.includes('token'), 'there must be an access token where one was asked for')
    trial.check(
      'H-3',
      hasIdToken === types.includes('id_token'),
      'there must be an ID token where one was asked for, only there',
    )
    if (hasToken) {
      trial.check(
        'H-3',
        /^bearer$/i.test(members.get('token_type') ?? ''),
        'token_type must be Bearer',
        members.get('token_type'),
      )
      trial.check(
        'H-3',
        /^\d+$/.test(members.get('expires_in') ?? ''),
        'expires_in must be there',
        members.get('expires_in'),
      )
      trial.check('G-13', isUnguessable(accessToken), 'an access token must be impossible to guess')
    }
  }
  return { members, arrived, code, accessToken, nonce: arrived.sent.get('nonce') }
}

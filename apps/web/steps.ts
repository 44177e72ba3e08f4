/** Messages as cards: who told whom what, and why each parameter is there. */
import type { Exchange } from '@sightglass/client'
import type { Citation } from '@sightglass/spec/specs'
import type { Shown, Party as TraceParty } from '@sightglass/trace'
import type { Html } from '@sightglass/ui/html'
import { type StepModel, type StepParameter, steps as stepCards } from '@sightglass/ui/step-card'
import type { Locale, Say } from '@sightglass/ui/texts'
import type { Party } from '@sightglass/ui/tokens'
import type { Step } from './journey.ts'
import { type StepKey, stepTexts, type WhyKey, whyTexts } from './step-texts.ts'

/** Where each parameter is defined. Its key in `whyTexts` is its name. */
const cites: Readonly<Record<WhyKey, Citation>> = {
  response_type: 'RFC6749-3.1.1',
  client_id: 'RFC6749-2.2',
  redirect_uri: 'RFC6749-3.1.2',
  scope: 'RFC6749-3.3',
  state: 'RFC6749-10.12',
  nonce: 'OIDC-3.1.2.1',
  code_challenge: 'RFC7636-4.2',
  code_challenge_method: 'RFC7636-4.3',
  resource: 'RFC8707-2',
  prompt: 'OIDC-3.1.2.1',
  ui_locales: 'OIDC-3.1.2.1',
  iss: 'RFC9207-2',
  code: 'RFC6749-4.1.2',
  grant_type: 'RFC6749-4.1.3',
  code_verifier: 'RFC7636-4.5',
  refresh_token: 'RFC6749-1.5',
  Authorization: 'RFC6749-2.3.1',
  access_token: 'RFC6749-1.4',
  token_type: 'RFC6749-7.1',
  expires_in: 'RFC6749-5.1',
  id_token: 'OIDC-2',
  error: 'RFC6749-5.2',
  error_description: 'RFC6749-5.2',
  issuer: 'RFC8414-3.3',
  authorization_endpoint: 'RFC8414-2',
  token_endpoint: 'RFC8414-2',
  userinfo_endpoint: 'OIDC-5.3',
  jwks_uri: 'RFC8414-2',
  keys: 'RFC7517-5',
  sub: 'OIDC-5.3.4',
}

const isKnown = (name: string): name is WhyKey => Object.hasOwn(cites, name)

const parties: Readonly<Record<TraceParty, Party>> = {
  client: 'client',
  'authorization-server': 'authorization',
  'resource-server': 'resource',
}

/** The cards of a journey, the first message first. */
export function journeyCards(journey: readonly Step[], locale: Locale): Html {
  return stepCards(
    journey.flatMap((step, index) => cardsOf(step, index, locale)),
    locale,
  )
}

function cardsOf(step: Step, index: number, locale: Locale): StepModel[] {
  const say = stepTexts(locale)
  const id = `step-${index + 1}`
  if (step.kind !== 'exchange') {
    const out = step.kind === 'redirect-out'
    const message = `${out ? '303 → ' : ''}GET ${step.url}`
    const parameters = step.parameters.flatMap((shown) => parameter(shown, locale, true))
    const way = out ? wayTo('authorization') : wayFrom('authorization')
    return [{ id, ...way, ...words(out ? 'authorize' : 'callback', say), message, parameters }]
  }
  return exchangeCards(step.exchange, id, locale, say)
}

function exchangeCards({ to, request, answer }: Exchange, id: string, locale: Locale, say: SayStep): StepModel[] {
  const kind = kindOf({ to, request, answer })
  const party = parties[to]
  const sent = request.parameters.flatMap((shown) => parameter(shown, locale, true))
  const message = `${request.method} ${request.url}`
  const first = { id, ...wayTo(party), ...words(kind, say), message, parameters: sent }
  const told = answer?.parameters.flatMap((shown) => parameter(shown, locale, false)) ?? []
  const status = answer === undefined ? say('noAnswer') : String(answer.status)
  if (kind === 'call' && answer !== undefined)
    return [{ ...first, why: first.why }, answerCard(`${id}-answer`, party, status, [], say)]
  return [first, answerCard(`${id}-answer`, party, status, told, say)]
}

type SayStep = ReturnType<typeof stepTexts>

const answerCard = (
  id: string,
  party: Party,
  message: StepModel['message'],
  parameters: readonly StepParameter[],
  say: SayStep,
): StepModel => ({ id, ...wayFrom(party), title: say('answer'), message, parameters })

const wayTo = (party: Party): Pick<StepModel, 'from' | 'to'> => ({ from: 'client', to: party })
const wayFrom = (party: Party): Pick<StepModel, 'from' | 'to'> => ({ from: party, to: 'client' })

const words = (kind: StepKey, say: SayStep): Pick<StepModel, 'title' | 'why'> => ({
  title: say(kind),
  why: say(`${kind}Why`),
})

function kindOf({ to, request }: Exchange): StepKey {
  if (to === 'resource-server') return 'call'
  const grant = request.parameters.find(({ name }) => name === 'grant_type')?.value
  if (grant === 'refresh_token') return 'refresh'
  if (grant !== undefined) return 'redeem'
  if (request.url.includes('/.well-known/')) return 'discovery'
  return request.parameters.some(({ name }) => name === 'Authorization') ? 'userinfo' : 'keys'
}

/** A parameter with its reason; those that nobody here explains are shown only where everything is. */
function parameter({ name, value }: Shown, locale: Locale, everything: boolean): StepParameter[] {
  if (isKnown(name))
    return [{ name, value, why: (whyTexts(locale) as Say<Readonly<Record<WhyKey, string>>>)(name), cite: cites[name] }]
  return everything ? [{ name, value, why: '' }] : []
}

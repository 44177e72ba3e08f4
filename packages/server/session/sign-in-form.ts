/** Signing in at a page's own form, where no authorization request waits for it: shown, tried, shown again with what was wrong. */
import type { Params } from '@sightglass/spec/params'
import type { Html } from '@sightglass/ui/html'
import type { Exchange } from '../feature.ts'
import { redirect, refusingBy, retryAfter, type Tell } from '../http.ts'
import type { PageOptions, Show } from '../pages/index.ts'
import type { SignInPageModel } from '../pages/sign-in-page.ts'
import { shownTrace, type TraceUrl } from '../pages/trace-card.ts'
import type { BrowserOf } from './browser.ts'
import { type SignIn, signInErrorOf } from './sign-in.ts'

/** What the page shows beside its own. */
export interface ShownForm extends Pick<SignInPageModel, 'error' | 'waitSeconds' | 'username' | 'trace'> {
  readonly csrf: string
}

export interface SignInForm {
  /** What its token is about. */
  readonly about: string
  readonly page: (shown: ShownForm) => Html
  /** Where whoever signed in goes. */
  readonly next: string
}

export interface SignInForms {
  readonly show: (request: Request, form: SignInForm) => Response
  readonly enter: (exchange: Exchange, params: Params, form: SignInForm) => Promise<Response>
}

export interface SignInFormsOptions {
  readonly signIn: SignIn
  readonly browserOf: BrowserOf
  readonly show: Show
  readonly traceUrl: TraceUrl
}

export function createSignInForms({ signIn, browserOf, show, traceUrl }: SignInFormsOptions): SignInForms {
  return {
    show(request, { about, page }) {
      const { formToken, cookies } = browserOf(request)
      return show(page({ csrf: formToken(about) }), { cookies })
    },
    async enter(exchange, params, { about, page, next }) {
      const browser = browserOf(exchange.request)
      const typed = { username: params.get('username') ?? '', password: params.get('password') ?? '' }
      const again = (wrong: Pick<ShownForm, 'error' | 'waitSeconds'>, answer: PageOptions): Response => {
        const trace = shownTrace(traceUrl)
        const shown = { csrf: browser.formToken(about), ...wrong, username: typed.username, trace }
        return show(page(shown), { ...answer, cookies: browser.cookies })
      }
      const tell: Tell = (told) => again(signInErrorOf(told), { status: told.status, headers: retryAfter(told) })
      return await refusingBy('page', tell, async () => {
        browser.checkForm(params, about)
        const signedIn = await signIn.attempt(exchange, typed)
        if (signedIn === undefined) return again({ error: 'wrongCredentials' }, { status: 422 })
        const response = redirect(next)
        for (const cookie of signedIn.cookies) response.headers.append('set-cookie', cookie)
        return response
      })
    },
  }
}

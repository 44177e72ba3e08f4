import { describe, expect, it } from 'vitest'
import { Browser, filledForm, has, textOf, VisitFailure } from './index.ts'

/** A site of pages by path; keeps what was sent to it. */
function site(pages: Readonly<Record<string, () => Response>>) {
  const sent: { url: URL; init: RequestInit }[] = []
  const fetch = async (url: URL, init: RequestInit): Promise<Response> => {
    sent.push({ url, init })
    return pages[`${url.host}${url.pathname}`]?.() ?? new Response('', { status: 404 })
  }
  const cookieOf = (index: number) => new Headers(sent.at(index)?.init.headers).get('cookie')
  return { browser: new Browser(fetch), sent, cookieOf }
}

const answer = (headers: Record<string, string>, status = 200, body = '') => new Response(body, { status, headers })
const at = (path: string) => new URL(path, 'http://shop.example')

describe('a browser', () => {
  it('follows redirects of one server, and stops where one leaves it', async () => {
    const { browser, sent } = site({
      'shop.example/': () => answer({ location: '/next' }, 303),
      'shop.example/next': () => answer({ location: 'http://login.example/?state=s' }, 302),
    })
    expect((await browser.visit(at('/'))).left?.href).toBe('http://login.example/?state=s')
    expect(sent.map(({ url }) => url.pathname)).toEqual(['/', '/next'])
  })

  it('keeps cookies for their host, whatever its port, and gives up what has ended', async () => {
    let cookie = 'a=1; Path=/'
    const { browser, cookieOf } = site({
      'shop.example/': () => answer({ 'set-cookie': cookie }),
      'shop.example:8080/': () => answer({}),
    })
    await browser.visit(at('/'))
    await browser.visit(new URL('http://shop.example:8080/'))
    expect(cookieOf(-1)).toBe('a=1')
    await browser.ask(new URL('http://other.example/'))
    expect(cookieOf(-1)).toBeNull()
    cookie = 'a=; Max-Age=0'
    await browser.visit(at('/'))
    await browser.ask(at('/'))
    expect(cookieOf(-1)).toBeNull()
  })

  it('asks without following, and keeps the cookies of that too', async () => {
    const { browser, cookieOf } = site({
      'shop.example/': () => answer({ location: '/next', 'set-cookie': 'b=2' }, 303),
    })
    expect((await browser.ask(at('/'), { headers: { accept: 'text/plain' } })).status).toBe(303)
    await browser.ask(at('/'))
    expect(cookieOf(-1)).toBe('b=2')
  })

  it('fills in and sends the form around a button', async () => {
    const html =
      '<p id="said">Who &amp; where</p><form action="/in"><input name="token" value="t&quot;"><input name="off" type="checkbox"><input name="user"><button id="go" name="action" value="in"></button></form>'
    const { browser, sent } = site({ 'shop.example/': () => answer({}, 200, html) })
    const { page } = await browser.visit(at('/'))
    if (page === undefined) throw new Error('it is a page')
    expect([has(page, 'go'), has(page, 'stay'), textOf(page, 'said')]).toEqual([true, false, 'Who & where'])
    await browser.submit(filledForm(page, 'go', { user: 'alice' }))
    expect(sent.at(-1)).toMatchObject({ url: at('/in'), init: { method: 'POST' } })
    expect(String(sent.at(-1)?.init.body)).toBe('token=t%22&user=alice&action=in')
    expect(() => filledForm(page, 'stay')).toThrow(VisitFailure)
  })

  it('says who does not answer, and who redirects for ever', async () => {
    const down = new Browser(() => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })))
    await expect(down.visit(at('/'))).rejects.toThrow('http://shop.example does not answer (ECONNREFUSED)')
    const { browser } = site({ 'shop.example/': () => answer({ location: '/' }, 303) })
    await expect(browser.visit(at('/'))).rejects.toThrow('redirects more than 10 times')
  })
})

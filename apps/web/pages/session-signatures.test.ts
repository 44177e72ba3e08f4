/** What the page of a session says of the signatures of its tokens. */
import { expect, it } from 'vitest'
import { ISSUER, open, signed } from '../fixtures.ts'

it('verifies the signatures of the tokens of a session with the keys that it has, and asks for no others', async () => {
  const { scene, browser } = open()
  await browser.login()
  const asked = scene.sent.length
  const page = await browser.text('/session')
  expect(page).toMatch(/id="access-token-signature".*Signature verified with key <code>k1<\/code> \(RS256\)/s)
  expect(page).toMatch(/id="id-token-signature".*Signature verified/s)
  expect(scene.sent.length).toBe(asked)
})

it('says that a signature was made by somebody else, and that an opaque token has none', async () => {
  for (const [accessToken, words] of [
    [(await signed({ iss: ISSUER }, 'at+jwt')).replace(/.{8}$/, 'AAAAAAAA'), 'Signature wrong'],
    ['opaque-token-0123456789', 'not a signed JWT'],
  ] as const) {
    const { scene, browser } = open()
    const reply = scene.replies.get(`${ISSUER}/token`)
    scene.replies.set(`${ISSUER}/token`, async (request) => {
      const answer = await (await reply?.(request))?.json()
      return Response.json({ ...answer, access_token: accessToken })
    })
    await browser.login()
    expect(await browser.text('/session')).toContain(words)
  }
})

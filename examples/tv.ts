/** A television: no browser, no keyboard. It shows a code, and whoever watches decides on a phone (device authorization grant). */
import { Client } from '@sightglass/client'
import { renderUnicodeCompact } from 'uqr'

const issuer = process.env.ISSUER ?? 'http://localhost:8081'
const api = process.env.API ?? 'http://localhost:8082'

const client = new Client({ issuer, clientId: 'demo-tv', scope: 'openid profile read', resource: api })

const device = await client.deviceAuthorizationRequest()
const link = device.verificationUriComplete ?? device.verificationUri
process.stdout.write(`Go to ${device.verificationUri} and type ${device.userCode}

${renderUnicodeCompact(link)}

or open ${link} and compare the code.\n`)

// Whoever turns the television off wants nothing of it any more.
const off = new AbortController()
process.once('SIGINT', () => off.abort(new Error('turned off')))

const tokens = await client.deviceTokens(device, { signal: off.signal })
const response = await client.fetchResource('/protected', tokens)
process.stdout.write(`${response.status} ${await response.text()}\n`)

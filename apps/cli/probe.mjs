// Health check of a container: exits 0 where the server of this name says that it is ready.
import { get } from 'node:http'
import { get as getSecurely } from 'node:https'

const PORTS = { auth: 8081, api: 8082, web: 8080 }
const { env } = process
const [name = 'auth'] = process.argv.slice(2)
const options = {
  host: '127.0.0.1',
  port: env[`SIGHTGLASS_${name.toUpperCase()}_PORT`] || PORTS[name],
  path: '/readyz',
  timeout: 2500,
  // Its certificate need not name this address: nothing secret is sent.
  rejectUnauthorized: false,
}
process.exitCode = 1
const answered = (response) => {
  response.resume()
  process.exitCode = response.statusCode === 200 ? 0 : 1
}
const request = env.SIGHTGLASS_TLS_CERT ? getSecurely(options, answered) : get(options, answered)
request.on('timeout', () => request.destroy())
request.on('error', () => {})

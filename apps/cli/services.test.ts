import { loadConfig } from '@sightglass/process/config'
import { sharedSettings, verifyShared } from '@sightglass/process/settings'
import { describe, expect, it } from 'vitest'
import { ourServices } from './services.ts'

describe('the environment of the three servers', () => {
  it('tells all of them the same, whichever place it came from', async () => {
    const argv = ['--auth-port', '9001', '--api-port', '9002', '--mode', 'development']
    const env = { SIGHTGLASS_WEB_URL: 'https://app.example', KEPT: 'yes' }
    const config = await loadConfig({ schema: sharedSettings, app: 'start', argv, env, verify: verifyShared })
    const services = ourServices(config, env)
    expect(services.map(({ name, port, after }) => [name, port, after])).toEqual([
      ['auth', 9001, []],
      ['api', 9002, ['auth']],
      ['web', 8080, ['auth']],
    ])
    for (const service of services) {
      const child = await loadConfig({ schema: sharedSettings, argv: [], env: service.env, verify: verifyShared })
      expect(child).toMatchObject({
        mode: 'development',
        authPort: 9001,
        issuer: 'http://localhost:9001',
        resource: 'http://localhost:9002',
        webUrl: 'https://app.example',
      })
      expect(service.env.KEPT).toBe('yes')
    }
  })

  it('hands on a secret that came from a file without the file', async () => {
    const inherited = { SIGHTGLASS_TRACE_KEY_FILE: '/run/secrets/trace' }
    const loaded = await loadConfig({
      schema: sharedSettings,
      argv: [],
      env: { SIGHTGLASS_TRACE_KEY: 'a key of many letters' },
    })
    const env = ourServices(loaded, inherited)[0]?.env
    expect(env).toMatchObject({ SIGHTGLASS_TRACE_KEY: 'a key of many letters' })
    expect(env).not.toHaveProperty('SIGHTGLASS_TRACE_KEY_FILE')
  })
})

/** The resource server as a process. It starts, and is ready, while the authorization server is down. */
import { runApp } from '@sightglass/process'
import { createApi } from './index.ts'
import { settings } from './settings.ts'

runApp({
  name: 'api',
  party: { party: 'resource-server', from: 'client' },
  settings,
  relies: ['issuer', 'resource'],
  port: ({ apiPort }) => apiPort,
  open: ({ config, issuer, resource, tracing, log }) => ({
    fetch: createApi({
      issuer,
      resource,
      jwksUri: config.jwksUri,
      tracing,
      log: (level, event, fields) => log[level](fields, event),
    }),
  }),
})

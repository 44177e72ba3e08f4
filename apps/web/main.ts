/** The demo client application as a process. It starts whether or not the other servers are up. */
import { runApp } from '@sightglass/process'
import { createWeb } from './index.ts'
import { DEMO_SECRET, settings, verify } from './settings.ts'

runApp({
  name: 'web',
  party: { party: 'client' },
  settings,
  relies: ['issuer', 'resource', 'webUrl'],
  verify,
  port: ({ webPort }) => webPort,
  open: ({ config, issuer, resource, webUrl, tracing, development, log }) =>
    createWeb({
      webUrl,
      issuer,
      resource,
      clientId: config.clientId,
      clientSecret: config.clientSecret ?? DEMO_SECRET,
      scope: config.scope,
      linkKey: tracing.linkKey,
      theatre: development,
      log: (level, event, fields) => log[level](fields ?? {}, event),
    }),
})

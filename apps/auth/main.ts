/** The authorization server as a process. */
import { runApp } from '@sightglass/process'
import { open } from './app.ts'
import { relies, settings, verify } from './settings.ts'

runApp({
  name: 'auth',
  party: { party: 'authorization-server' },
  settings,
  relies,
  verify,
  port: ({ authPort }) => authPort,
  open,
})

/**
 * What every process of ours does: configuration, log, listening, health, graceful stop, dying with its supervisor.
 * It knows no OAuth and none of the three parties beyond where they listen and what they are called in the log; request bodies are the servers' business.
 */
export { type App, type Frame, linkKeyOf, type Opened, readAppConfig, runApp } from './app.ts'
export { ConfigError, type LoadOptions, loadConfig, type Mistake, TextAsked, type Verify } from './config.ts'
export { createLog, type Log, type LogOptions } from './log.ts'
export { logMessages, type MessageEvent, type MessageLogOptions, messageEvents } from './message-log.ts'
export { type Holder, holderOfPort, type PortProblem, portProblem } from './ports.ts'
export { runProcess } from './run.ts'
export { type Config, helpText, type Schema, type Setting, setting, settingsTable, toEnvironment } from './schema.ts'
export type { Peer } from './sender.ts'
export { ListenError, type ServeOptions, type Serving, serve } from './serve.ts'
export {
  httpUrl,
  isDevelopment,
  oursOf,
  type Place,
  partiesOf,
  type SharedConfig,
  sharedSettings,
  tlsOf,
  verifyShared,
} from './settings.ts'
export { reasonOf } from './tls.ts'

/**
 * What every process of ours does: configuration, log, listening, health, graceful stop, dying with its supervisor.
 * It knows no OAuth and none of the three parties beyond where they listen and what they are called in the log; request bodies are the servers' business.
 */
export { ConfigError, HelpAsked, type LoadOptions, loadConfig, type Mistake } from './config.ts'
export { createLog, type Log, type LogOptions } from './log.ts'
export { logMessages, type MessageEvent, type MessageLogOptions, messageEvents } from './message-log.ts'
export { type Holder, holderOfPort, type PortProblem, portProblem } from './ports.ts'
export { runProcess } from './run.ts'
export { type Config, helpText, type Schema, type Setting, setting, settingsTable, toEnvironment } from './schema.ts'
export { ListenError, type Peer, type ServeOptions, type Serving, serve } from './serve.ts'
export { isDevelopment, oursOf, partiesOf, type SharedConfig, sharedSettings, tlsOf, verifyShared } from './settings.ts'

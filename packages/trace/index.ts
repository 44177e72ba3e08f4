/**
 * The trace: what was said between the parties and what each of them checked. It is written, never read back:
 * nothing that the parties decide depends on it. Pages that show it live elsewhere.
 */
export * from './context.ts'
export { createFeed, type Feed, type FeedOptions } from './feed.ts'
export { type Flow, joinFlows } from './flow.ts'
export { createRecorder, type Recorder, type RecorderOptions } from './recorder.ts'
export { type Told, tell } from './story.ts'
export type * from './trace.ts'

export { observeArrivals, observeTraces } from './context.ts'
export type * from './trace.ts'

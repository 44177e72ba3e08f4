/** A person's browser without a screen: pages, forms, cookies and redirects, for programs that go where people go. */
export { type Arrival, ask, Browser, type Fetch } from './browser.ts'
export { VisitFailure } from './failure.ts'
export { type Form, filledForm, has, type Page, textOf, wordsOfPage } from './page.ts'

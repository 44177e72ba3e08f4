/**
 * What all pages share: the html tag, tokens of style and the one stylesheet, layout, components, texts in two
 * languages, and the headers of a page. Not here: any page of a feature (it stands beside its feature), any protocol,
 * any I/O.
 */
export * from './assets.ts'
export * from './components.ts'
export * from './csp.ts'
export * from './html.ts'
export * from './layout.ts'
export * from './mark.ts'
export * from './message-page.ts'
export * from './step-card.ts'
export * from './texts.ts'
export * from './tokens.ts'

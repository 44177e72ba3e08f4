/** The mark: a porthole in a pipe, half full, with the ticks of an instrument. */
import { type Html, html } from './html.ts'

/** The mark in the page's own colours; decorative, the name stands beside it. */
export const mark: Html = html`<svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
<circle class="mark-rim" cx="16" cy="16" r="13" fill="none" stroke-width="2"/>
<path class="mark-ticks" d="M16 .6v3.6M16 27.8v3.6M.6 16h3.6M27.8 16h3.6" stroke-width="2" stroke-linecap="round"/>
<path class="mark-fill" d="M6.6 17.2c3.1-2.6 6.3-2.6 9.4 0s6.3 2.6 9.4 0A9.5 9.5 0 0 1 6.6 17.2Z"/>
<path class="mark-glint" d="M9.4 12.4a7.6 7.6 0 0 1 4.4-3.7" fill="none" stroke-width="1.8" stroke-linecap="round"/>
</svg>`

/** The mark as a file of its own, for the browser's tab: it knows dark tabs too. */
export const markFile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>.r,.t,.g{stroke:#13201f}.f{fill:#c07a12}@media (prefers-color-scheme:dark){.r,.t,.g{stroke:#e9f0ee}.f{fill:#eeb45c}}</style><circle class="r" cx="16" cy="16" r="13" fill="none" stroke-width="2.4"/><path class="t" d="M16 .6v3.6M16 27.8v3.6M.6 16h3.6M27.8 16h3.6" stroke-width="2.4" stroke-linecap="round"/><path class="f" d="M6.6 17.2c3.1-2.6 6.3-2.6 9.4 0s6.3 2.6 9.4 0A9.5 9.5 0 0 1 6.6 17.2Z"/><path class="g" d="M9.4 12.4a7.6 7.6 0 0 1 4.4-3.7" fill="none" stroke-width="2" stroke-linecap="round"/></svg>
`

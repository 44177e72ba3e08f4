/** The signs on the buttons of the transport. */

const paths = {
  first: 'M6 5v14M19 5l-10 7 10 7Z',
  previous: 'M17 5L7 12l10 7Z',
  play: 'M7 4.5l12 7.5-12 7.5Z',
  pause: 'M8 5v14M16 5v14',
  next: 'M7 5l10 7-10 7Z',
  last: 'M18 5v14M5 5l10 7-10 7Z',
  failure: 'M5 7l7 5-7 5ZM15 8.5l6 7M21 8.5l-6 7',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg class={`icon ${name}`} viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
)

/** The design tokens: the only place where a colour, a distance or a size of type is chosen. */

/** The three parties of OAuth; each keeps its colour on every page and in the theatre. */
export type Party = 'client' | 'authorization' | 'resource'
export const parties: readonly Party[] = ['client', 'authorization', 'resource']

const light = {
  paper: '#f1f4f3',
  surface: '#ffffff',
  sunken: '#eaefed',
  ink: '#13201f',
  'ink-soft': '#4b5a58',
  line: '#d3dcd9',
  'line-strong': '#7a8885',
  ring: '#dfe7e4',
  link: '#0f55b0',
  button: '#13201f',
  'button-hover': '#2d403e',
  'on-button': '#ffffff',
  danger: '#a8201a',
  'danger-surface': '#fdefed',
  warning: '#764900',
  'warning-surface': '#fdf4df',
  good: '#0a6650',
  client: '#1459bd',
  'client-surface': '#ebf2fc',
  authorization: '#8f5300',
  'authorization-surface': '#fbf2e2',
  resource: '#0a6e57',
  'resource-surface': '#e6f4ef',
} as const

export type ColourToken = keyof typeof light

const dark: Record<ColourToken, string> = {
  paper: '#0d1413',
  surface: '#151e1d',
  sunken: '#1d2827',
  ink: '#e9f0ee',
  'ink-soft': '#a6b5b2',
  line: '#2b3937',
  'line-strong': '#71837f',
  ring: '#17211f',
  link: '#8fbcff',
  button: '#e9f0ee',
  'button-hover': '#ffffff',
  'on-button': '#101817',
  danger: '#ffa69e',
  'danger-surface': '#331917',
  warning: '#f3c069',
  'warning-surface': '#2d2413',
  good: '#68d6b4',
  client: '#8ab9ff',
  'client-surface': '#16233a',
  authorization: '#eeb45c',
  'authorization-surface': '#2b2212',
  resource: '#62d4b2',
  'resource-surface': '#122a24',
}

export const colours = { light, dark } as const

const measures = {
  'space-1': '0.25rem',
  'space-2': '0.5rem',
  'space-3': '0.75rem',
  'space-4': '1rem',
  'space-5': '1.5rem',
  'space-6': '2rem',
  'space-7': '3rem',
  'space-8': '4.5rem',
  'text-small': '0.8125rem',
  'text-note': '0.875rem',
  'text-body': '1rem',
  'text-lede': '1.0625rem',
  'text-title': 'clamp(1.625rem, 1.35rem + 1.2vw, 2.125rem)',
  'text-heading': '1.125rem',
  'radius-1': '0.375rem',
  'radius-2': '0.625rem',
  'radius-3': '1rem',
  touch: '2.75rem',
  'column-narrow': '27rem',
  'column-wide': '60rem',
  sans: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  mono: 'ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "Roboto Mono", Menlo, Consolas, monospace',
} as const

const declarations = (table: Readonly<Record<string, string>>) =>
  Object.entries(table)
    .map(([name, value]) => `--${name}:${value};`)
    .join('')

/** The tokens as custom properties of `:root`, dark where the person prefers it. */
export const tokenSheet = `:root{color-scheme:light dark;${declarations(measures)}${declarations(light)}}
@media (prefers-color-scheme:dark){:root{${declarations(dark)}}}
${parties.map((party) => `[data-party=${party}]{--party:var(--${party});--party-surface:var(--${party}-surface)}`).join('\n')}
`

/** Which browser on what, in two words, so that people recognise their own sessions; nothing else of the header is kept. */
export interface Agent {
  readonly browser: string
  readonly platform: string
}

type Table = readonly (readonly [mark: RegExp, name: string])[]

// In this order: browsers carry the marks of those they descend from.
const browsers: Table = [
  [/\bEdgi?A?(?:OS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]
const platforms: Table = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** `undefined` where the header names neither a browser nor a platform of the tables. */
export function agentOf(request: Request): Agent | undefined {
  const header = (request.headers.get('user-agent') ?? '').slice(0, 512)
  const [browser, platform] = [nameIn(browsers, header), nameIn(platforms, header)]
  return browser === undefined || platform === undefined ? undefined : { browser, platform }
}

const nameIn = (table: Table, header: string): string | undefined => table.find(([mark]) => mark.test(header))?.[1]

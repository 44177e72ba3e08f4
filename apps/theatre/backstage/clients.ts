/** The clients that development starts with, as those play them who play them by hand. Their secrets are known to everybody. */

/** A native app without a secret; it listens on a port of its own on loopback. */
export const nativeApp = { clientId: 'demo-client', redirectUri: 'http://127.0.0.1:49152/callback' } as const

export const service = { clientId: 'demo-service', clientSecret: 'demo-service-secret-for-development-only' } as const

/** May have tokens for the vault and the ledger of the demo API. */
export const archive = { clientId: 'demo-archive', clientSecret: 'demo-archive-secret-for-development-only' } as const

export const television = { clientId: 'demo-tv' } as const

/** May use the password grant. */
export const terminal = { clientId: 'demo-terminal' } as const

/** May be given tokens through the browser. Nobody is at its address. */
export const ofOld = {
  clientId: 'demo-legacy',
  clientSecret: 'demo-legacy-secret-for-development-only',
  redirectUri: 'https://of-old.example/signed-in',
} as const

/** Who has this may register clients. */
export const initialAccessToken = 'demo-initial-access-token-for-development-only'

/** The one request that every server under load gets, and what it has to answer with. */
export const issuer = 'http://localhost:8081'
export const resource = 'http://localhost:8082'
export const clientId = 'demo-service'
export const clientSecret = 'demo-service-secret-for-development-only'
export const scopes = ['read', 'write', 'admin'] as const
export const LIFETIME_SECONDS = 600

export const tokenRequest = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: basic(clientSecret) },
  body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'read write', resource }).toString(),
} as const

export function basic(secret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`
}

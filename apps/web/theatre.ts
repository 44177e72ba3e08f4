/** The theatre as this application shows it: it reads the feeds of all three servers, and starts scenes and attacks. */
import type { Theatre, TheatreOptions } from '@sightglass/theatre'
import { redirect } from './answers.ts'
import type { Visit } from './visit.ts'

interface Places {
  readonly webUrl: string
  readonly issuer: string
  readonly resource: string
}

export function theatreBoot({ webUrl, issuer, resource }: Places): TheatreOptions['boot'] {
  const servers = [
    ['client', webUrl],
    ['authorization-server', issuer],
    ['resource-server', resource],
  ] as const
  return {
    feeds: servers.map(([party, url]) => ({ party, url: `${new URL(url).origin}/trace/events` })),
    backstage: '/theatre/run',
    start: '/',
  }
}

/** The feeds know the page by its origin, so it has one. */
export const theatrePage =
  ({ page }: Theatre, webUrl: string) =>
  (visit: Visit): Response =>
    visit.url.origin === new URL(webUrl).origin ? page(visit) : redirect(visit, `${webUrl}/theatre`)

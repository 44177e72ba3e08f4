/** Authentication context classes (OIDC Core §2): what a sign-in reached, by every name that may be asked for. */

/** Of a password alone. */
export const PASSWORD_ACR = 'urn:sightglass:acr:password'

/** The first is the one that is kept. A password reaches the lowest level of ISO/IEC 29115 and no higher. */
const namesOf: Readonly<Record<string, readonly string[]>> = { [PASSWORD_ACR]: [PASSWORD_ACR, '1'] }

export const acrValues: readonly string[] = Object.values(namesOf).flat()

/** What was reached, by the first name asked for that means it; by its own where none does. Never more than was reached. */
export const acrNamed = (reached: string, asked: readonly unknown[]): string =>
  asked.map(String).find((name) => namesOf[reached]?.includes(name)) ?? reached

/** What is told about a person. */
import type { ParameterRows } from './row.ts'

export const userinfo = {
  userinfo_endpoint: ['OIDC-5.3', 'Where claims about the person are.', 'Wo es Angaben zur Person gibt.'],
  name: ['OIDC-5.1', 'The full name. Masked: it is personal.', 'Der volle Name. Verdeckt, denn er ist persönlich.'],
  given_name: [
    'OIDC-5.1',
    'The given name. Masked: it is personal.',
    'Der Vorname. Verdeckt, denn das ist persönlich.',
  ],
  family_name: [
    'OIDC-5.1',
    'The family name. Masked: it is personal.',
    'Der Familienname. Verdeckt, denn das ist persönlich.',
  ],
  middle_name: [
    'OIDC-5.1',
    'The middle name. Masked: it is personal.',
    'Der zweite Vorname. Verdeckt, denn das ist persönlich.',
  ],
  nickname: ['OIDC-5.1', 'The nickname. Masked: it is personal.', 'Der Spitzname. Verdeckt, denn das ist persönlich.'],
  preferred_username: [
    'OIDC-5.1',
    'The name the person wants to be called by. Masked: it is personal.',
    'Der gewünschte Name. Verdeckt, denn das ist persönlich.',
  ],
  profile: [
    'OIDC-5.1',
    'The page about the person. Masked: it is personal.',
    'Die Seite über die Person. Verdeckt, denn das ist persönlich.',
  ],
  picture: ['OIDC-5.1', 'The picture. Masked: it is personal.', 'Das Bild. Verdeckt, denn das ist persönlich.'],
  website: ['OIDC-5.1', 'The web site. Masked: it is personal.', 'Die Webseite. Verdeckt, denn das ist persönlich.'],
  email: [
    'OIDC-5.1',
    'The e-mail address. Masked: it is personal.',
    'Die E-Mail-Adresse. Verdeckt, denn sie ist persönlich.',
  ],
  email_verified: [
    'OIDC-5.1',
    'Whether the address was proven to be the person’s.',
    'Ob bewiesen ist, dass die Adresse der Person gehört.',
  ],
  gender: ['OIDC-5.1', 'The gender. Masked: it is personal.', 'Das Geschlecht. Verdeckt, denn das ist persönlich.'],
  birthdate: [
    'OIDC-5.1',
    'The date of birth. Masked: it is personal.',
    'Das Geburtsdatum. Verdeckt, denn das ist persönlich.',
  ],
  zoneinfo: ['OIDC-5.1', 'The time zone. Masked: it is personal.', 'Die Zeitzone. Verdeckt, denn das ist persönlich.'],
  locale: ['OIDC-5.1', 'The language. Masked: it is personal.', 'Die Sprache. Verdeckt, denn das ist persönlich.'],
  updated_at: ['OIDC-5.1', 'When this was changed last.', 'Wann das zuletzt geändert wurde.'],
  userinfo_signing_alg_values_supported: [
    'OIDCD-3',
    'How signed answers of UserInfo can be made.',
    'Wie signierte Antworten von UserInfo gemacht sein können.',
  ],
  claims_supported: ['OIDCD-3', 'What it can tell about a person.', 'Was er über eine Person sagen kann.'],
  claim_types_supported: [
    'OIDCD-3',
    'Claims come from this server itself.',
    'Angaben kommen von diesem Server selbst.',
  ],
  claims_parameter_supported: [
    'OIDCD-3',
    'Whether single claims can be asked for.',
    'Ob man um einzelne Angaben bitten kann.',
  ],
} satisfies ParameterRows

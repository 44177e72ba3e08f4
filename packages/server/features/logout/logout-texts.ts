/** What the logout pages say. */
import { defineTexts } from '@sightglass/ui/texts'

const en = {
  title: 'Sign out?',
  ledeBy: '{client} asks to sign you out of this browser.',
  lede: 'You are about to sign out of this browser.',
  signedInAs: 'Signed in as {user}',
  means:
    'Applications that you signed in to here can do nothing more for you, and those that listen are told. Only those that may act for you while you are away go on.',
  accept: 'Sign out',
  deny: 'Stay signed in',
  endedTitle: 'You are signed out',
  ended: 'Nobody is signed in here in this browser any more.',
  telling: 'Your applications are being told. This takes a moment.',
  frame: 'Sign-out of an application',
  back: 'Back to {client}',
  stayedTitle: 'You are still signed in',
  stayed: 'Nothing was changed.',
  account: 'Your account',
  'fault.title': 'You will not be sent back.',
  fault: 'What the application asked for breaks a rule that protects you. You can sign out all the same.',
  faultEnded: 'What the application asked for breaks a rule that protects you.',
} as const

export type LogoutTexts = typeof en

export const logoutTexts = defineTexts({
  en,
  de: {
    title: 'Abmelden?',
    ledeBy: '{client} bittet darum, Sie in diesem Browser abzumelden.',
    lede: 'Sie sind dabei, sich in diesem Browser abzumelden.',
    signedInAs: 'Angemeldet als {user}',
    means:
      'Anwendungen, bei denen Sie sich hier angemeldet haben, können nichts mehr für Sie tun, und wer zuhört, erfährt es. Nur wer auch während Ihrer Abwesenheit für Sie handeln darf, kann weitermachen.',
    accept: 'Abmelden',
    deny: 'Angemeldet bleiben',
    endedTitle: 'Sie sind abgemeldet',
    ended: 'In diesem Browser ist hier niemand mehr angemeldet.',
    telling: 'Ihre Anwendungen werden benachrichtigt. Das dauert einen Moment.',
    frame: 'Abmeldung einer Anwendung',
    back: 'Zurück zu {client}',
    stayedTitle: 'Sie sind weiterhin angemeldet',
    stayed: 'Es wurde nichts geändert.',
    account: 'Ihr Konto',
    'fault.title': 'Sie werden nicht zurückgeschickt.',
    fault: 'Was die Anwendung verlangt hat, verletzt eine Regel, die Sie schützt. Abmelden können Sie sich trotzdem.',
    faultEnded: 'Was die Anwendung verlangt hat, verletzt eine Regel, die Sie schützt.',
  },
})

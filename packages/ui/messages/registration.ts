/** Clients that register and manage themselves. */
import type { MessageRows } from './row.ts'

export const registration = {
  register: [
    'RFC7591-3.1',
    ['Registration', 'A client registers itself: it says where it lives and what it wants. Every word is checked.'],
    ['Registrierung', 'Ein Client registriert sich selbst: wo er lebt und was er will. Jedes Wort wird geprüft.'],
  ],
  'register@attacker': [
    'RFC7591-3.1',
    ['Registration', 'The attacker wants to register a client of their own.'],
    ['Registrierung', 'Der Angreifer will einen eigenen Client registrieren.'],
  ],
  registered: [
    'RFC7591-3.2.1',
    ['Registered', 'What is registered now, which may be less than was asked for. A secret is told this once.'],
    [
      'Registriert',
      'Was jetzt registriert ist; es kann weniger sein als verlangt. Ein Geheimnis wird nur dieses Mal gesagt.',
    ],
  ],
  'register-read': [
    'RFC7592-2.1',
    [
      'Reading a registration',
      'A client reads what is registered about it, with the token that it was given for this.',
    ],
    ['Registrierung lesen', 'Ein Client liest, was über ihn registriert ist, mit dem Token, das er dafür bekam.'],
  ],
  'register-update': [
    'RFC7592-2.2',
    ['Changing a registration', 'A client changes what is registered about it. It is checked like the first time.'],
    ['Registrierung ändern', 'Ein Client ändert, was über ihn registriert ist. Es wird geprüft wie beim ersten Mal.'],
  ],
  'register-delete': [
    'RFC7592-2.3',
    ['Deleting a registration', 'A client takes its leave: all that it was granted ends with it.'],
    ['Registrierung löschen', 'Ein Client verabschiedet sich: Alles, was ihm erteilt wurde, endet damit.'],
  ],
  unregistered: [
    'RFC7592-2.3',
    ['Deleted', 'Nobody is registered under that id any more.'],
    ['Gelöscht', 'Unter dieser Kennung ist niemand mehr registriert.'],
  ],
} satisfies MessageRows

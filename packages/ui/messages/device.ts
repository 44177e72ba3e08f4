/** A device without a browser, and its person’s decision. */
import type { MessageRows } from './row.ts'

export const device = {
  'device-authorization': [
    'RFC8628-3.1',
    [
      'Device authorization request',
      'A device without a browser asks for two codes: one for itself, one for the person in front of it.',
    ],
    [
      'Autorisierungsanfrage eines Geräts',
      'Ein Gerät ohne Browser bittet um zwei Codes: einen für sich, einen für die Person davor.',
    ],
  ],
  'device-authorization@attacker': [
    'RFC8628-3.1',
    [
      'Device authorization request',
      'The attacker asks for two codes, as a device of their own would. The person’s decision about the short one would be about this device.',
    ],
    [
      'Autorisierungsanfrage eines Geräts',
      'Der Angreifer bittet um zwei Codes, wie ein Gerät von ihm. Was die Person zum kurzen entscheidet, gälte diesem Gerät.',
    ],
  ],
  'device-codes': [
    'RFC8628-3.2',
    ['Two codes', 'The device keeps the long one to itself and shows the short one, with the address to type it at.'],
    [
      'Zwei Codes',
      'Den langen behält das Gerät für sich, den kurzen zeigt es an, mit der Adresse, an der man ihn eingibt.',
    ],
  ],
  'device-codes@attacker': [
    'RFC8628-3.2',
    ['Two codes', 'The attacker keeps the long one and makes use of the short one.'],
    ['Zwei Codes', 'Den langen behält der Angreifer, den kurzen bringt er ins Spiel.'],
  ],
  'device-page': [
    'RFC8628-3.3',
    ['Device page', 'The person types the code on a phone or computer, and sees which device asks for what.'],
    ['Geräteseite', 'Die Person gibt den Code an Telefon oder Computer ein und sieht, welches Gerät was möchte.'],
  ],
  device: [
    'RFC8628-3.3',
    [
      'Decision about a device',
      'It has to come from the form of the very page that showed the code: else another site could decide for the person.',
    ],
    [
      'Entscheidung über ein Gerät',
      'Sie muss vom Formular genau der Seite kommen, die den Code gezeigt hat: Sonst könnte eine andere Seite für die Person entscheiden.',
    ],
  ],
  'device-poll': [
    'RFC8628-3.4',
    ['The device asks', 'Every few seconds, until the person has decided. There is no other way to reach it.'],
    ['Das Gerät fragt nach', 'Alle paar Sekunden, bis die Person entschieden hat. Anders ist es nicht zu erreichen.'],
  ],
  'device-poll@attacker': [
    'RFC8628-3.4',
    ['The attacker’s device asks', 'It asks whether somebody has allowed it what it wants.'],
    ['Das Gerät des Angreifers fragt nach', 'Es fragt, ob ihm jemand erlaubt hat, was es möchte.'],
  ],
  pending: [
    'RFC8628-3.5',
    ['Not yet', 'The person has not decided. An error by its form, but nothing is wrong: the device asks again.'],
    [
      'Noch nicht',
      'Die Person hat noch nicht entschieden. Der Form nach ein Fehler, aber nichts ist falsch: Das Gerät fragt wieder.',
    ],
  ],
} satisfies MessageRows

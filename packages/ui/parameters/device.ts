/** What a device without a browser says, and is told. */
import type { ParameterRows } from './row.ts'

export const device = {
  device_code: [
    'RFC8628-3.2',
    'What the device asks with until its person has decided. A secret, good once.',
    'Womit das Gerät nachfragt, bis seine Person entschieden hat. Geheim und nur einmal gut.',
  ],
  user_code: [
    'RFC8628-3.2',
    'What the person types. Short, so tries are counted. Never recorded.',
    'Was die Person eingibt. Kurz, darum werden Versuche gezählt. Wird nie aufgezeichnet.',
  ],
  verification_uri: [
    'RFC8628-3.2',
    'Where the person types the code, on another device.',
    'Wo die Person den Code eingibt, auf einem anderen Gerät.',
  ],
  verification_uri_complete: [
    'RFC8628-3.3.1',
    'The same with the code in it, for a QR code. The person is asked all the same.',
    'Dasselbe mit dem Code darin, für einen QR-Code. Die Person wird trotzdem gefragt.',
  ],
  interval: [
    'RFC8628-3.2',
    'How many seconds the device waits between two questions.',
    'Wie viele Sekunden das Gerät zwischen zwei Fragen wartet.',
  ],
  device_authorization_endpoint: [
    'RFC8628-4',
    'Where devices without a browser begin.',
    'Wo Geräte ohne Browser beginnen.',
  ],
} satisfies ParameterRows

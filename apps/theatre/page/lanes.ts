/** The lanes of the stage, left to right as in every drawing of OAuth, and the colour of each. */
import type { Lane } from '../programme/run.ts'
import { defineWords } from './words.ts'

export const laneOrder: readonly Lane[] = [
  'attacker',
  'device',
  'browser',
  'client',
  'authorization-server',
  'attacker-server',
  'resource-server',
]

/** `data-party` of an element: what it is coloured by. */
export const colourOf: Readonly<Record<Lane, string>> = {
  attacker: 'attacker',
  'attacker-server': 'attacker',
  device: 'client',
  browser: 'browser',
  client: 'client',
  'authorization-server': 'authorization',
  'resource-server': 'resource',
}

/** What a lane is called. */
export const laneName = defineWords({
  en: {
    attacker: 'Attacker',
    'attacker-server': 'Attacker’s server',
    device: 'Device',
    browser: 'Browser',
    client: 'Client',
    'authorization-server': 'Authorization server',
    'resource-server': 'Resource server',
  },
  de: {
    attacker: 'Angreifer',
    'attacker-server': 'Server des Angreifers',
    device: 'Gerät',
    browser: 'Browser',
    client: 'Client',
    'authorization-server': 'Autorisierungsserver',
    'resource-server': 'Ressourcenserver',
  },
})

/** The same where there is little room; a long one may be parted at its hyphens. */
export const shortLaneName = defineWords({
  en: {
    attacker: 'Attack\u00ader',
    'attacker-server': 'Attacker’s server',
    device: 'Device',
    browser: 'Browser',
    client: 'Client',
    'authorization-server': 'Auth. server',
    'resource-server': 'Res. server',
  },
  de: {
    attacker: 'Angrei\u00adfer',
    'attacker-server': 'Server d. Angreifers',
    device: 'Gerät',
    browser: 'Browser',
    client: 'Client',
    'authorization-server': 'Auth.-Server',
    'resource-server': 'Ress.-Server',
  },
})

/** That a run is under way: what it waits for, and how far it is. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { attackEntryOf } from '../../programme/attacks.ts'
import { cardOf } from '../../programme/scenes.ts'
import type { Asking } from './asked.ts'
import './under-way.css'
import { defineWords } from '../words.ts'

const say = defineWords({
  en: {
    run: 'The run is under way.',
    reuse:
      'The run is under way: the thief waits until the ten seconds are over in which a spent token raises no alarm.',
    device: 'The run is under way: the television waits five seconds before it asks again.',
    sandbox: 'The run is under way: a second set of servers starts, and the attack runs against it.',
    progress: 'Progress of the run',
    seconds: '{passed} of about {all} seconds',
  },
  de: {
    run: 'Der Lauf ist im Gang.',
    reuse:
      'Der Lauf ist im Gang: Der Dieb wartet, bis die zehn Sekunden vorbei sind, in denen ein verbrauchtes Token keinen Alarm auslöst.',
    device: 'Der Lauf ist im Gang: Der Fernseher wartet fünf Sekunden, ehe er wieder fragt.',
    sandbox: 'Der Lauf ist im Gang: Ein zweiter Satz Server startet, und der Angriff läuft gegen ihn.',
    progress: 'Fortschritt des Laufs',
    seconds: '{passed} von etwa {all} Sekunden',
  },
})

const waits = { reuse: 'reuse', 'refresh-reuse': 'reuse', device: 'device' } as const
const isWaiting = (play: string): play is keyof typeof waits => Object.hasOwn(waits, play)

/** What a run waits for, in a sentence. */
export function underWayWords({ play, where }: Asking): string {
  if (where === 'sandbox') return say('sandbox')
  return say(isWaiting(play) ? waits[play] : 'run')
}

/** About as long as it takes, where that is long; in a sandbox nobody has to wait. */
const secondsOf = ({ play, where }: Asking): number | undefined =>
  where === 'sandbox' ? undefined : (cardOf(play)?.seconds ?? attackEntryOf(play)?.takesSeconds)

/** Of a run that takes seconds: how many have passed. */
export function Progress({ run }: { readonly run: Asking }) {
  const passed = useSignal(passedOf(run))
  useEffect(() => {
    const timer = setInterval(() => {
      passed.value = passedOf(run)
    }, 500)
    return () => clearInterval(timer)
  }, [run])
  const all = secondsOf(run)
  if (all === undefined) return null
  const shown = Math.min(passed.value, all)
  return (
    <>
      <progress aria-label={say('progress')} max={all} value={shown} />
      <span class="hint" aria-hidden="true">
        {say('seconds', { passed: shown, all })}
      </span>
    </>
  )
}

const passedOf = ({ since }: Asking): number => Math.floor((Date.now() - since) / 1000)

/** On the stage that it will come to. The room says the same, so nobody is told twice. */
export const UnderWay = ({ run }: { readonly run: Asking }) => (
  <div class="stage-empty under-way">
    <p>{underWayWords(run)}</p>
    <Progress run={run} />
  </div>
)

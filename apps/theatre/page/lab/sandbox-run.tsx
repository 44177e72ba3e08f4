/** The run without the check: started for this, in a process of its own, and what the attacker holds at its end. */
import type { RunResult } from '../../programme/run.ts'
import type { House } from '../house.ts'
import { showStage } from '../lead.ts'
import { Prose } from '../prose.tsx'
import { RunButton } from '../runs/run-button.tsx'
import { useArrival } from './arrival.ts'
import { lastRun, type OfAttack } from './attack.ts'
import { momentOf, showMoment } from './moment.ts'
import './sandbox-run.css'
import { answerWords } from './words/answers.ts'
import { say } from './words/frame.ts'
import { textOf } from './words/index.ts'

interface OfLive extends OfAttack {
  readonly live: RunResult
}

export function SandboxRun({ house, entry, live }: OfLive) {
  const { id, off } = entry
  const run = lastRun({ house, entry }, 'sandbox')
  const part = useArrival(run)
  const words = {
    button: say(run === undefined ? 'runWithout' : 'runWithoutAgain'),
    status: '',
    failed: (why: string) => say('failedSandbox', { why }),
  }
  return (
    <section class="attack-run without" ref={part} aria-labelledby="without-title">
      <h3 id="without-title">{say('without')}</h3>
      <p>
        <strong>{answerWords(off)}</strong> <code>{off}</code>
      </p>
      {run === undefined && <p class="hint">{say('withoutLead')}</p>}
      <RunButton
        house={house}
        request={{ play: id, where: 'sandbox' }}
        words={words}
        look={run === undefined ? 'primary' : 'quiet'}
      />
      {run !== undefined && (
        <div class="without-result" data-result={run.id}>
          <Banner house={house} />
          <Loot house={house} entry={entry} live={live} run={run} />
        </div>
      )}
    </section>
  )
}

/** Says that what is on stage is no run of the servers that run here. */
function Banner({ house }: { readonly house: House }) {
  const run = house.play.value?.run
  if (run?.where !== 'sandbox') return null
  const [before, after] = say('sandboxBanner', { rule: '\u0000' }).split('\u0000')
  return (
    <div class="alert warning" role="note">
      <p>
        <strong>{say('sandbox')}.</strong> {before}
        <code>{run.off}</code>
        {after}
      </p>
    </div>
  )
}

interface OfBoth extends OfLive {
  readonly run: RunResult
}

function Loot({ house, entry, live, run }: OfBoth) {
  if (run.outcome !== 'succeeded')
    return (
      <p class="alert error" tabIndex={-1}>
        {say('heldEvenSo', { rule: run.stoppedBy ?? '?' })}
      </p>
    )
  return (
    <>
      <div class="loot" data-party="attacker" data-loot={run.loot}>
        <h3 tabIndex={-1}>
          <span aria-hidden="true">▲ </span>
          {say('succeeded')}
        </h3>
        <h4>{say('holdsNow')}</h4>
        <p>
          <Prose text={textOf(entry.id).holds} />
        </p>
      </div>
      <Compare house={house} entry={entry} live={live} run={run} />
    </>
  )
}

/** Both runs at the moment at which they part. */
function Compare({ house, entry, live, run }: OfBoth) {
  const moments = [live, run].map((one) => ({ one, moment: momentOf(house, one, entry.off) }))
  const [refused, went] = moments.map(({ moment }) => moment?.answer ?? say('noAnswer'))
  const row = (head: string, ...cells: readonly string[]) => (
    <tr>
      <th scope="row">{head}</th>
      {cells.map((cell, at) => (
        <td key={at === 0 ? 'live' : 'sandbox'}>{cell}</td>
      ))}
    </tr>
  )
  return (
    <table class="compare">
      <caption>{say('compare')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{say('live')}</th>
          <th scope="col">{say('sandbox')}</th>
        </tr>
      </thead>
      <tbody>
        {row(say('check'), say('checkFailed'), say('checkOverlooked'))}
        {row(say('answered'), refused ?? '', went ?? '')}
        {row(say('attackerHolds'), say('nothingHeld'), say('loot'))}
        <tr>
          <td />
          {moments.map(({ one, moment }) => (
            <td key={one.id}>
              <button
                class="button plain"
                type="button"
                disabled={moment === undefined}
                onClick={() => {
                  showMoment(house, one, moment?.index ?? 0)
                  showStage()
                }}
              >
                {say('show')}
                <span class="unseen"> {say(one === live ? 'live' : 'sandbox')}</span>
              </button>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  )
}

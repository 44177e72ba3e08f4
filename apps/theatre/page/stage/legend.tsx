/** What the lines of the stage mean. */
import type { ComponentChildren } from 'preact'
import { shapeOf, type ValueKind } from '../values/kinds.ts'
import { defineWords } from '../words.ts'
import './arrow.css'
import { useLeaving } from './leaving.ts'
import './legend.css'
import './row.css'
import './value-marks.css'

const say = defineWords({
  en: {
    legend: 'Legend',
    front: 'Front channel: it goes through the browser, so whoever is there can read and change it.',
    back: 'Back channel: from one server straight to the other. The browser never sees it; it passes beneath lanes that have no part in it.',
    answer: 'The answer to a request.',
    check: 'A check did not hold: the message is turned back.',
    aside: 'What no party could record: it is told, not seen.',
    marks:
      'A value that the message carries: the shape says what it is, the letter which one. Hollow is only its hash. “Who knows this secret now” has their names.',
    counts: 'So many checks held, and so many failed, at whoever received the message.',
  },
  de: {
    legend: 'Legende',
    front: 'Front-Channel: Es geht durch den Browser; wer dort ist, kann es lesen und ändern.',
    back: 'Back-Channel: von einem Server direkt zum anderen. Der Browser sieht es nie; es geht unter Bahnen hindurch, die daran nicht beteiligt sind.',
    answer: 'Die Antwort auf eine Anfrage.',
    check: 'Eine Prüfung ist gescheitert: Die Nachricht wird abgewiesen.',
    aside: 'Was keine Partei aufzeichnen konnte: Es wird erzählt, nicht gesehen.',
    marks:
      'Ein Wert, den die Nachricht trägt: Die Form sagt, was er ist, der Buchstabe, welcher. Hohl ist nur sein Hash. „Wer kennt dieses Geheimnis jetzt“ hat die Namen.',
    counts: 'So viele Prüfungen haben gehalten und so viele sind gescheitert, bei dem, der die Nachricht erhielt.',
  },
})

export function Legend() {
  const fold = useLeaving()
  return (
    <details class="legend" ref={fold}>
      <summary>{say('legend')}</summary>
      <dl class="legend-list">
        <Entry words={say('front')} party="client">
          <g class="row front">
            <path class="row-road" d="M64 9H26Q16 9 16 19V21Q16 31 26 31H62" />
            <path class="row-line" d="M64 9H26Q16 9 16 19V21Q16 31 26 31H62" />
            <circle class="bead through" cx="16" cy="20" r="5" />
            <path class="row-head" d="M66 31l-10 -5v10Z" />
          </g>
        </Entry>
        <Entry words={say('back')} party="client">
          <g class="row back">
            <path class="row-line" d="M8 20H30M42 20H62" />
            <line class="lifeline" x1="36" x2="36" y1="6" y2="34" />
            <path class="row-head" d="M66 20l-10 -5v10Z" />
          </g>
        </Entry>
        <Entry words={say('answer')} party="authorization">
          <g class="row back answer">
            <path class="row-line" d="M66 20H10" />
            <path class="row-open-head" d="M18 14l-9 6l9 6" />
          </g>
        </Entry>
        <Entry words={say('check')} party="client">
          <g class="row back failure">
            <path class="row-line" d="M8 10H54M54 14Q54 30 44 30H10" />
            <g class="cross">
              <circle cx="54" cy="11" r="8" />
              <path d="M51 8l6 6m0 -6l-6 6" />
            </g>
            <path class="row-open-head" d="M18 24l-9 6l9 6" />
          </g>
        </Entry>
        <Entry words={say('aside')} party="attacker">
          <g class="row aside">
            <path class="row-line" d="M8 20H62" />
            <path class="row-open-head" d="M56 14l9 6l-9 6" />
          </g>
        </Entry>
        <Entry words={say('marks')} party="client">
          <SampleMark kind="state" x={4} />
          <SampleMark kind="verifier" x={38} isHash />
        </Entry>
        <Entry words={say('counts')} party="client">
          <text class="row-wire" x={2} y={25}>
            <tspan class="held">✓ 26</tspan>
            <tspan class="failed" dx="6">
              ✗ 1
            </tspan>
          </text>
        </Entry>
      </dl>
    </details>
  )
}

const SampleMark = ({ kind, x, isHash = false }: { kind: ValueKind; x: number; isHash?: boolean }) => (
  <g class={isHash ? 'stage-mark hollow' : 'stage-mark'} data-value={kind}>
    <path d={shapeOf[kind]} transform={`translate(${x} 13) scale(0.75)`} />
    <text x={x + 15} y={23}>
      A
    </text>
  </g>
)

interface EntryProps {
  readonly words: string
  readonly party: string
  readonly children: ComponentChildren
}

const Entry = ({ words, party, children }: EntryProps) => (
  <div>
    <dt>
      <svg viewBox="0 0 72 40" width="72" height="40" aria-hidden="true" data-party={party}>
        {children}
      </svg>
    </dt>
    <dd>{words}</dd>
  </div>
)

/** The last failure in words: who refused which message, what that means, what to do and what to change. */
import { ConfigurationLines } from '../checks/configuration.tsx'
import { type Verdict, verdictOf } from '../checks/verdict-of.ts'
import { Cite } from '../cite.tsx'
import { Gloss } from '../glossary/gloss.tsx'
import { showStage } from '../lead.ts'
import { titleOf } from '../play/kinds.ts'
import './explained.css'
import type { Failure } from './own.ts'
import { say } from './own-words.ts'

export function Explained({ failure: { play, index } }: { readonly failure: Failure }) {
  const message = play.messages[index]
  if (message === undefined) return null
  const verdict = verdictOf(play.messages)
  const title = titleOf(message, play)
  return (
    <div class="own-explained" data-explained={verdict?.check?.rule ?? ''}>
      <p>
        <strong>
          <span aria-hidden="true">✗ </span>
          {verdict?.sentence ?? title}.
        </strong>{' '}
        <button class="button plain" type="button" onClick={showStage}>
          {say('onStage', { number: message.number, title })}
        </button>
      </p>
      {verdict === undefined ? <p>{say('noCheck')}</p> : <Why verdict={verdict} />}
    </div>
  )
}

function Why({ verdict: { check, explanation, configuration } }: { readonly verdict: Verdict }) {
  if (check === undefined || explanation === undefined) return <p>{say('noCheck')}</p>
  return (
    <>
      <p>
        {say('rule')} {check.must} (<code>{check.rule}</code>, <Cite cite={check.cite} />)
      </p>
      {check.expected !== undefined && <p>{say('expected', { value: check.expected })}</p>}
      {check.received !== undefined && <p>{say('received', { value: check.received })}</p>}
      <p>
        <strong>{say('fix')}</strong> <Gloss text={explanation.fix} />
      </p>
      {configuration !== undefined && <ConfigurationLines configuration={configuration} />}
    </>
  )
}

/** The prediction: which check will stop it, or whether nothing will. */
import type { AttackEntry } from '../../programme/attacks.ts'
import { predict, predictions } from './state.ts'
import { answerWords, NOTHING } from './words/answers.ts'
import { say } from './words/frame.ts'

interface OfEntry {
  readonly entry: AttackEntry
}

export const Prediction = ({ entry }: OfEntry) => (
  <fieldset class="prediction">
    <legend>
      <h3>{say('question')}</h3>
    </legend>
    {[...entry.answers, NOTHING].map((answer) => (
      <Answer key={answer} entry={entry} answer={answer} />
    ))}
  </fieldset>
)

const Answer = ({ entry: { id }, answer }: OfEntry & { readonly answer: string }) => (
  <label class="option">
    <input
      type="radio"
      name={`prediction-${id}`}
      value={answer}
      checked={predictions.value[id] === answer}
      onChange={() => predict(id, answer)}
    />
    <span>{answerWords(answer)}</span>
  </label>
)

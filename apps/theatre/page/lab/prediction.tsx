/** The prediction: which check will stop it, or whether nothing will. */
import type { AttackEntry } from '../../programme/attacks.ts'
import { predict, predictions } from './predictions.ts'
import { answerWords, NOTHING } from './words/answers.ts'
import { say } from './words/frame.ts'
import '../option.css'

interface OfEntry {
  readonly entry: AttackEntry
}

export const Prediction = ({ entry }: OfEntry) => (
  <section class="prediction">
    <h3 id="prediction-title">{say('question')}</h3>
    <fieldset aria-labelledby="prediction-title">
      {[...entry.answers, NOTHING].map((answer) => (
        <Answer key={answer} entry={entry} answer={answer} />
      ))}
    </fieldset>
  </section>
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

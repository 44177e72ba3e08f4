/** A line at the stage that leads to what happened while something else was on it. */
import type { House } from '../house.ts'
import { clientsInWords } from '../play/clients.ts'
import { defineWords } from '../words.ts'
import { newsOf, showNews } from './news.ts'
import { summaryOf } from './search.ts'
import './news.css'

const say = defineWords({
  en: { fresh: 'New: {title}', show: 'Show' },
  de: { fresh: 'Neu: {title}', show: 'Zeigen' },
})

export function News({ house }: { readonly house: House }) {
  const flow = newsOf(house).value
  return (
    <div class="news" role="status">
      {flow !== undefined && (
        <p>
          <span>
            {say('fresh', { title: summaryOf(flow).title })} <code>{clientsInWords(flow)}</code>
          </span>
          <button class="button plain" type="button" onClick={() => showNews(house)}>
            {say('show')}
          </button>
        </p>
      )}
    </div>
  )
}

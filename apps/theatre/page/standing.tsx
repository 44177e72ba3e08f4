/** A part of the page that breaks leaves the others standing, and says so. */
import type { ComponentChildren } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import { defineWords } from './words.ts'

const say = defineWords({
  en: { broken: 'This part of the page broke: {error}', again: 'Try again' },
  de: { broken: 'Dieser Teil der Seite ist ausgefallen: {error}', again: 'Noch einmal' },
})

export function Standing({ children }: { readonly children: ComponentChildren }) {
  // Whoever develops sees where.
  const [error, reset] = useErrorBoundary((broken: unknown) => reportError(broken))
  if (error === undefined) return children
  return (
    <div class="alert error">
      <p>{say('broken', { error: String(error) })}</p>
      <button type="button" class="button plain" onClick={reset}>
        {say('again')}
      </button>
    </div>
  )
}

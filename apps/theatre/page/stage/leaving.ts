/** What is unfolded above the page folds up again when somebody turns to anything else. */
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** Closes the details with Escape, a press elsewhere, the focus going on, or a change of the room. */
export function useLeaving(): RefObject<HTMLDetailsElement | null> {
  const fold = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (): void => fold.current?.removeAttribute('open')
    const turned = ({ target }: Event): void => {
      if (!(target instanceof Node) || fold.current?.contains(target) !== true) close()
    }
    const pressed = (event: KeyboardEvent): void => {
      const { current } = fold
      if (event.key !== 'Escape' || current?.open !== true) return
      if (current.contains(document.activeElement)) current.querySelector('summary')?.focus({ preventScroll: true })
      close()
    }
    addEventListener('pointerdown', turned)
    addEventListener('focusin', turned)
    addEventListener('keydown', pressed)
    addEventListener('hashchange', close)
    return () => {
      removeEventListener('pointerdown', turned)
      removeEventListener('focusin', turned)
      removeEventListener('keydown', pressed)
      removeEventListener('hashchange', close)
    }
  }, [])
  return fold
}

/** Each room and each item of it opens at its top; whoever comes back to a list finds it where they left it. */
import { useLayoutEffect } from 'preact/hooks'
import { forgetText, isNarrow, showStage } from './lead.ts'
import { hrefOf, isOfProgramme, type Place } from './route.ts'

/** How far each was scrolled, in pixels. */
const left = new Map<string, number>()
let here: string | undefined

/** In one column the page scrolls, else the room. */
const scroller = (): Element | null =>
  isNarrow.peek() ? document.scrollingElement : document.querySelector('.house > .room')

const remember = ({ target }: Event): void => {
  const box = scroller()
  if (here === undefined || box === null) return
  if (target === box || target === document) left.set(here, box.scrollTop)
}
addEventListener('scroll', remember, { passive: true, capture: true })
history.scrollRestoration = 'manual'

/** Called by what shows the room, once the room is drawn. */
export function useOpening(place: Place): void {
  useLayoutEffect(() => {
    const { room, item, message } = place
    const key = hrefOf(room, item)
    const isBack = item === undefined && here?.startsWith(`${key}/`) === true
    const isOther = here !== undefined && here !== key
    const before = here
    here = key
    if (isOther) {
      forgetText()
      scroller()?.scrollTo({ top: (isBack ? left.get(key) : undefined) ?? 0, behavior: 'instant' })
      if (isBack) focusLinkTo(before)
    }
    // A scene, an attack or a chapter is read first.
    if (message !== undefined && !isOfProgramme(place)) showStage()
  }, [place])
}

/** What had the focus is gone with the item: whoever comes back goes on where they went in. */
function focusLinkTo(href: string | undefined): void {
  if (document.activeElement !== document.body) return
  const links = document.querySelectorAll<HTMLAnchorElement>('.room a')
  const link = [...links].find((one) => one.getAttribute('href') === href)
  link?.focus({ preventScroll: true })
}

import type { House } from '../house.ts'

export function Lessons({ house }: { readonly house: House }) {
  return <div class="lessons">{house.play.value?.messages.length ?? 0}</div>
}

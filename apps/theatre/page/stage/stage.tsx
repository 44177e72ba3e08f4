import type { House } from '../house.ts'

export function Stage({ house }: { readonly house: House }) {
  return <div class="stage">{house.play.value?.messages.length ?? 0}</div>
}

import type { House } from '../house.ts'

export function Inspector({ house }: { readonly house: House }) {
  return <div class="inspector">{house.play.value?.messages.length ?? 0}</div>
}

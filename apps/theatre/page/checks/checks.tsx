import type { House } from '../house.ts'

export function Checks({ house }: { readonly house: House }) {
  return <div class="checks">{house.play.value?.messages.length ?? 0}</div>
}

import type { House } from '../house.ts'

export function Knowledge({ house }: { readonly house: House }) {
  return <div class="knowledge">{house.play.value?.messages.length ?? 0}</div>
}

import type { House } from '../house.ts'

export function Keep({ house }: { readonly house: House }) {
  return <div class="keep">{house.play.value?.messages.length ?? 0}</div>
}

import type { House } from '../house.ts'

export function Lab({ house }: { readonly house: House }) {
  return <div class="lab">{house.play.value?.messages.length ?? 0}</div>
}

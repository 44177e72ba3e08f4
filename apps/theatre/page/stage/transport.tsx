import type { House } from '../house.ts'

export function Transport({ house }: { readonly house: House }) {
  return <div class="transport">{house.play.value?.messages.length ?? 0}</div>
}

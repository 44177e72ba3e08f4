import type { House } from '../house.ts'

export function Tokens({ house }: { readonly house: House }) {
  return <div class="tokens">{house.play.value?.messages.length ?? 0}</div>
}

import type { House } from '../house.ts'

export function MessageList({ house }: { readonly house: House }) {
  return <div class="message-list">{house.play.value?.messages.length ?? 0}</div>
}

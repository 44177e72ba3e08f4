import type { House } from '../house.ts'

export function OwnClient({ house }: { readonly house: House }) {
  return <div class="own-client">{house.play.value?.messages.length ?? 0}</div>
}

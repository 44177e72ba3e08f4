import type { House } from '../house.ts'

export function Scenes({ house }: { readonly house: House }) {
  return <div class="scenes">{house.play.value?.messages.length ?? 0}</div>
}

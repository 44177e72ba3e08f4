import type { House } from '../house.ts'

export function FlowList({ house }: { readonly house: House }) {
  return <div class="flow-list">{house.play.value?.messages.length ?? 0}</div>
}

/** The switch of depths. */
import { chooseDepth, depth, depths } from './depth.ts'
import './depth-switch.css'
import { say } from './inspector-words.ts'

export function DepthSwitch() {
  return (
    <fieldset class="depths">
      <legend class="unseen">{say('depth')}</legend>
      {depths.map((one) => (
        <label key={one} class="depth">
          <input
            type="radio"
            name="depth"
            value={one}
            checked={depth.value === one}
            onChange={() => chooseDepth(one)}
          />
          <span>{say(one)}</span>
        </label>
      ))}
    </fieldset>
  )
}

// Runs after an install, on whatever Node there is: points git at our hooks, and never fails an install.
// Whoever wants none says so once: git config sightglass.hooks off
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const git = (...words) => execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

function wanted() {
  try {
    return git('config', '--get', 'sightglass.hooks') !== 'off'
  } catch {
    return true
  }
}

try {
  if (existsSync('.git') && wanted()) git('config', 'core.hooksPath', '.githooks')
} catch {
  // No git, or a repository that cannot be written to: the hooks are a convenience.
}

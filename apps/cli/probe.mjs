// Health check of a container: exits 0 where the process on this port says that it is ready.
const [port] = process.argv.slice(2)
try {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2500) })
  process.exitCode = response.ok ? 0 : 1
} catch {
  process.exitCode = 1
}

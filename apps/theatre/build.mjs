// Makes the theatre's page after an install. Where the tools for it were left out (`npm ci --omit=dev`) it says so, and fails nothing.
try {
  const { build } = await import('vite')
  await build({ configFile: new URL('vite.config.ts', import.meta.url).pathname })
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error
  process.stderr.write('the theatre was not built: vite is not installed\n')
}

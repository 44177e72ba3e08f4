/** The theatre's page, made once at `npm ci`: one script and one style sheet, with names that carry their hash. */
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  // Types and JSX are all that has to go.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    emptyOutDir: true,
    target: 'es2024',
    manifest: 'manifest.json',
    modulePreload: false,
    chunkSizeWarningLimit: 2000,
    // An exported flow carries the page in it, so the page is one file.
    rolldownOptions: { input: 'page/main.tsx', output: { codeSplitting: false } },
  },
})

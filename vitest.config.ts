import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { assemblyForVite } from './scripts/assembly.mjs';

/** The least share of branches, by folder: raised when more is tested, never lowered (`vitest run --coverage`, over all tests). */
const leastCoverage = new URL('test/leastCoverage.json', import.meta.url);

export default defineConfig({
  plugins: [assemblyForVite],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/tidy/fixtures/**', 'test/workbench/**', '**/node_modules/**'],
    testTimeout: 60_000,
    // A build, on a machine whose processors are busy.
    hookTimeout: 60_000,
    // Every processor: by default one is left out, which is half of a small machine.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['src/core/jvm/**', 'src/core/evaluate/**', 'src/core/languages/**'],
      reporter: ['text-summary', 'json-summary'],
      reportsDirectory: 'node_modules/.cache/coverage',
      thresholds: JSON.parse(readFileSync(leastCoverage, 'utf8')) as Record<string, { branches: number }>,
    },
  },
});

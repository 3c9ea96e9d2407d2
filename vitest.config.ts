import { defineConfig } from 'vitest/config';
import { assemblyForVite } from './scripts/assembly.mjs';

export default defineConfig({
  plugins: [assemblyForVite],
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/tidy/fixtures/**', 'test/workbench/**', '**/node_modules/**'],
    testTimeout: 20_000,
  },
});

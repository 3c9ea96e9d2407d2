import { defineConfig } from 'vitest/config';
import { assemblyForVite } from '../../scripts/assembly.mjs';

/** Tests that start real brokers and applications: one file after another, as each takes the machine. */
export default defineConfig({
  plugins: [assemblyForVite],
  test: {
    include: ['test/cluster/**/*.cluster.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});

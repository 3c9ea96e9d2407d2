import { defineConfig } from 'vitest/config';
import { assemblyForVite } from '../../scripts/assembly.mjs';

/** Tests that start real brokers and applications: two files at once, as most of their time they wait for one of these. */
export default defineConfig({
  plugins: [assemblyForVite],
  test: {
    include: ['test/cluster/**/*.cluster.ts'],
    globalSetup: ['test/cluster/fetchBrokers.ts'],
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});

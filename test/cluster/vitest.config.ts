import { defineConfig } from 'vitest/config';

/** Tests that start real brokers and applications: one file after another, as each takes the machine. */
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.cluster.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 300_000,
  },
});

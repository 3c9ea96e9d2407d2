import { defineConfig } from 'vitest/config';
import { assemblyForVite } from '../../scripts/assembly.mjs';

/** These measure how long something takes, or break brokers while a clock runs: each has the machine to itself. */
const alone = ['faults', 'queryFaults', 'large'].map((name) => `test/cluster/${name}.cluster.ts`);

/** Tests that start real brokers and applications. Most wait for those most of the time, so three files run at once. */
export default defineConfig({
  plugins: [assemblyForVite],
  test: {
    testTimeout: 180_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'three at once',
          include: ['test/cluster/**/*.cluster.ts'],
          exclude: alone,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'alone', include: alone, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});

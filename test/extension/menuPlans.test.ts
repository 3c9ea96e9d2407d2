import { expect, test } from 'vitest';
import type { FixPlan } from '../../src/core/fixes/planFix.js';
import { createMenuPlans } from '../../src/extension/menuPlans.js';

const plan: FixPlan = { topologies: 1, files: new Map(), changes: [], named: [], refused: [], drawn: 0 };
const call = (line: number) => ({ folder: '/work', ask: { mode: 'pin', at: { file: 'Shop.java', line, column: 1 } } }) as const;

test('a menu that is opened again plans nothing again, until the code is another', async () => {
  let planned = 0;
  const analysis = {
    reports: [],
    planFix() {
      planned++;
      return Promise.resolve(plan);
    },
  };
  const plans = createMenuPlans(analysis);
  expect(await plans(call(1))).toBe(plan);
  await plans(call(1));
  expect(planned).toBe(1);
  await plans(call(2));
  expect(planned).toBe(2);
  analysis.reports = [];
  await plans(call(2));
  expect(planned).toBe(3);
});

test('a plan ends when another menu is opened', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const analysis: Parameters<typeof createMenuPlans>[0] = {
    reports: [],
    planFix(_folder, _ask, { signal } = {}) {
      signals.push(signal);
      return Promise.resolve(plan);
    },
  };
  const plans = createMenuPlans(analysis);
  await plans(call(1));
  await plans(call(2));
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
});

test('a menu waits for no slow plan, and for none that fails', async () => {
  const slow = createMenuPlans({ reports: [], planFix: () => new Promise(() => undefined) });
  expect(await slow(call(1))).toBeUndefined();
  const failing = createMenuPlans({ reports: [], planFix: () => Promise.reject(new Error('no')) });
  expect(await failing(call(1))).toBeUndefined();
});

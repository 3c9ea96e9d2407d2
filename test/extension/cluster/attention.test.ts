import { expect, test } from 'vitest';
import { createAttention } from '../../../src/extension/cluster/tree/attention.js';

test('a look is not forgotten by a reload, and nothing is taken for one', () => {
  const kept = new Map<string, unknown>();
  const memory = {
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as the editor declares it
    get: <T>(key: string) => kept.get(key) as T | undefined,
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  expect(createAttention(memory).awake).toBe(false);
  createAttention(memory).set(true);
  expect(createAttention(memory).awake).toBe(true);
  createAttention(memory).set(false);
  expect(createAttention(memory).awake).toBe(false);
});

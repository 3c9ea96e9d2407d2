import { expect, it } from 'vitest';
import { retentionDifference, type RetentionAsk } from '../../src/applications/retentionDifference.js';

const minute = 60_000;
const day = 86_400_000;
const differs = (actual: number, ask: Partial<RetentionAsk> = {}) => {
  const found = retentionDifference({ actual, asked: day + 10 * minute, kept: 10 * minute, who: 'the code', ...ask });
  return found && [found.severity, found.isCertain];
};

it('is none where the topic has what is asked', () => {
  expect(differs(day + 10 * minute)).toBeUndefined();
});

it('is not certain where the addition, which code does not tell, may explain it', () => {
  expect([differs(10 * minute), differs(7 * day + 10 * minute), differs(-1)]).toEqual([
    ['info', false],
    ['info', false],
    ['info', false],
  ]);
});

it('is certain below what the store keeps, and where retention.ms itself is asked for', () => {
  expect(differs(9 * minute)).toEqual(['error', true]);
  expect(differs(day, { asked: 2 * day })).toEqual(['error', true]);
  expect(differs(3 * day, { kept: null })).toEqual(['info', true]);
});

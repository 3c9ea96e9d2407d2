import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { readInstanceLags } from '../../src/applications/instanceLags.js';
import { withinTime } from '../../src/kafka/withinTime.js';
import { fail } from '../../src/base/result.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Ends when the signal says so, and holds nothing but its listener. */
const ended = (signal: AbortSignal | undefined): Promise<string> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) resolve('ended');
    signal?.addEventListener('abort', () => resolve('ended'), { once: true });
  });

describe('work within a time', () => {
  it('ends when the time is over, though garbage was collected', async () => {
    vi.useFakeTimers();
    try {
      const work = withinTime(1000, new AbortController().signal, async (signal, isLate) => `${await ended(signal)} ${isLate()}`);
      collectGarbage();
      await vi.advanceTimersByTimeAsync(1000);
      expect(await work).toBe('ended true');
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
  it('ends when whoever asked no longer waits, also before it begins', async () => {
    const asked = new AbortController();
    const work = withinTime(100_000, asked.signal, async (signal, isLate) => `${await ended(signal)} ${isLate()}`);
    asked.abort();
    expect(await work).toBe('ended false');
    expect(await withinTime(100_000, asked.signal, (signal) => ended(signal))).toBe('ended');
  });
  it('leaves no clock and no listener behind, however it ends', async () => {
    vi.useFakeTimers();
    try {
      const asked = new AbortController();
      const remove = vi.spyOn(asked.signal, 'removeEventListener');
      await expect(withinTime(1000, asked.signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(vi.getTimerCount()).toBe(0);
      expect(remove).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });
});

it('a look at instances ends in its time, though garbage was collected', { timeout: 10_000 }, async () => {
  const instance = { endpoint: { host: '10.0.0.1', port: 80 }, clientHost: '10.0.0.1' };
  const collecting = setInterval(collectGarbage, 5);
  const asked = await readInstanceLags(
    [instance as Parameters<typeof readInstanceLags>[0][number]],
    { askAt: 'all' },
    async (_, call) => fail(await ended(call?.signal)),
    { signal: new AbortController().signal },
    { atOnce: 1, most: 1, milliseconds: 50 },
  ).finally(() => clearInterval(collecting));
  expect(asked.problems[0]?.error.message).toBe('ended');
});

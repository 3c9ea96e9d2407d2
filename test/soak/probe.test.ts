/** What the soak judges of a thread's heap is what its program keeps, and not what the engine compiles of it. */
import { expect, it } from 'vitest';
import { measureThread, watchMemories } from './probe.js';

const kibibyte = 1024;

it('counts objects that are kept, and no compiled functions', async () => {
  watchMemories();
  const lines = Array.from({ length: 60 }, (_, at) => `if (a === ${at}) a += ${at};`).join('\n');
  const functions = Array.from({ length: 400 }, (_, n) => new Function('a', `${lines}\nreturn a + ${n};`) as (a: number) => number);
  const run = (times: number): void => {
    for (const one of functions) for (let n = 0; n < times; n++) one(n);
  };
  run(30);
  const before = await measureThread(true);
  run(5000);
  const compiled = await measureThread(true);
  const kept = Array.from({ length: 10_000 }, (_, n) => ({ n, list: [n] }));
  const full = await measureThread(true);
  expect(compiled.heap - before.heap).toBeGreaterThan(1024 * kibibyte);
  expect(compiled.objects! - before.objects!).toBeLessThan(32 * kibibyte);
  expect(full.objects! - compiled.objects!).toBeGreaterThan(kept.length * 64);
});

import { expect, test } from 'vitest';
import { createRefresher, nextDelay } from '../../../src/extension/cluster/tree/refresher.js';

test('failures in a row double the time, and a slow cluster is spared', () => {
  expect(nextDelay(1000, 0, 10)).toBe(1000);
  expect(nextDelay(1000, 3, 10)).toBe(8000);
  expect(nextDelay(1000, 0, 2000)).toBe(8000);
  expect(nextDelay(1000, 30, 10)).toBe(300_000);
});

/** A clock whose timers fire when it is turned. */
function createClock() {
  let time = 0;
  const timers = new Set<{ readonly at: number; readonly act: () => void }>();
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return {
    now: () => time,
    setTimer(act: () => void, milliseconds: number) {
      const timer = { at: time + milliseconds, act };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async turn(milliseconds: number) {
      const end = time + milliseconds;
      for (;;) {
        await settle();
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers.delete(next);
        time = next.at;
        next.act();
      }
      time = end;
      await settle();
    },
  };
}

function start(answers: (cluster: string) => boolean, intervalMs = 1000) {
  const clock = createClock();
  const asked: string[] = [];
  const refresher = createRefresher({
    refresh(cluster) {
      asked.push(`${cluster} ${clock.now()}`);
      return Promise.resolve(answers(cluster));
    },
    intervalMs: () => intervalMs,
    setTimer: clock.setTimer,
    now: clock.now,
  });
  return { clock, asked, refresher };
}

test('each cluster has its own pace: one that fails is asked less often, and does not hold up another', async () => {
  const { clock, asked, refresher } = start((cluster) => cluster === 'good');
  refresher.watch(['good', 'bad']);
  await clock.turn(7000);
  expect(asked.filter((one) => one.startsWith('good'))).toHaveLength(8);
  expect(asked.filter((one) => one.startsWith('bad'))).toEqual(['bad 0', 'bad 2000', 'bad 6000']);
});

test('nothing is asked while nobody watches, nor by itself where the interval is 0', async () => {
  const { clock, asked, refresher } = start(() => true);
  refresher.watch(['one']);
  await clock.turn(1500);
  refresher.watch([]);
  await clock.turn(10_000);
  expect(asked).toEqual(['one 0', 'one 1000']);
  const off = start(() => true, 0);
  off.refresher.watch(['one']);
  await off.clock.turn(10_000);
  expect(off.asked).toEqual([]);
  await off.refresher.refreshNow('one');
  expect(off.asked).toHaveLength(1);
});

test('Refresh asks at once whatever failed before, and the pace starts anew', async () => {
  let works = false;
  const { clock, asked, refresher } = start(() => works);
  refresher.watch(['one']);
  await clock.turn(6500);
  works = true;
  await refresher.refreshNow('one');
  await clock.turn(1000);
  expect(asked).toEqual(['one 0', 'one 2000', 'one 6000', 'one 6500', 'one 7500']);
});

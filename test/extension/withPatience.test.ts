import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withPatience } from '../../src/extension/withPatience.js';

const shown: { readonly location: number; readonly cancel: () => void }[] = [];

vi.mock('vscode', () => ({
  ProgressLocation: { Window: 10, Notification: 15 },
  CancellationError: class extends Error {},
  window: {
    withProgress({ location }: { location: number }, task: (progress: unknown, token: unknown) => Promise<void>) {
      let cancel = (): void => {};
      const token = { onCancellationRequested: (listener: () => void) => void (cancel = listener) };
      const done = task({}, token);
      shown.push({ location, cancel: () => cancel() });
      return done;
    },
  },
}));

beforeEach(() => {
  shown.length = 0;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const endedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

test('what is short shows in the status bar only', async () => {
  expect(await withPatience('Planning', () => Promise.resolve('plan'))).toBe('plan');
  await vi.runAllTimersAsync();
  expect(shown.map(({ location }) => location)).toEqual([10]);
});

test('what is long can be cancelled', async () => {
  const refused = withPatience('Planning', endedBy).then(
    () => 'planned',
    (error: unknown) => error,
  );
  await vi.runAllTimersAsync();
  expect(shown.map(({ location }) => location)).toEqual([10, 15]);
  shown[1]!.cancel();
  expect(await refused).toBeInstanceOf(Error);
  expect(await refused).not.toMatchObject({ message: 'aborted' });
});

test('an error of the work is not taken for a cancellation', async () => {
  await expect(withPatience('Planning', () => Promise.reject(new Error('no such folder')))).rejects.toThrow('no such folder');
});

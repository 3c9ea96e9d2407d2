/** One figure of progress out of scans that run side by side. */
import type { ScanCall } from '../../kafka/cluster.js';
import type { QueryProgress } from '../query.js';

export interface ReadCall {
  readonly signal?: AbortSignal | undefined;
  onProgress?(progress: QueryProgress): void;
}

export interface ReadProgress {
  /** For a scan that begins at `from`; its own progress goes to `onNext`. */
  scanOf(from: number, onNext?: (next: number) => void): ScanCall;
}

/** `span`: offsets that will be read in all. */
export function createReadProgress(span: number, call: ReadCall | undefined): ReadProgress {
  const started = performance.now();
  let [done, records, bytes] = [0, 0, 0];
  return {
    scanOf(from, onNext) {
      let last = { next: from, records: 0, bytes: 0 };
      return {
        signal: call?.signal,
        onProgress(progress) {
          done += progress.next - last.next;
          records += progress.records - last.records;
          bytes += progress.bytes - last.bytes;
          last = progress;
          onNext?.(progress.next);
          const seconds = (performance.now() - started) / 1000;
          const secondsLeft = seconds < 0.3 || done === 0 ? null : (seconds * Math.max(0, span - done)) / done;
          call?.onProgress?.({ next: progress.next, records, bytes, span, done: Math.min(done, span), secondsLeft });
        },
      };
    },
  };
}

/** Runs `work` for each, a few at a time; the first that does not answer `true` ends it after those that run. */
export async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<boolean>): Promise<void> {
  let next = 0;
  let goOn = true;
  const lane = async (): Promise<void> => {
    while (goOn && next < items.length) if (!(await work(items[next++]!))) goOn = false;
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}

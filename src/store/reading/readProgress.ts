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

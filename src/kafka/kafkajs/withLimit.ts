/** Waits for work no longer than a time and a signal allow. */

export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'late' }
  | { readonly kind: 'cancelled' };

/** The work goes on where nobody waits for it any more: its end is of no interest. */
export function withLimit<T>(work: Promise<T>, milliseconds: number, signal: AbortSignal | undefined): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end({ kind: 'late' }), milliseconds);
    const cancel = (): void => end({ kind: 'cancelled' });
    const end = (outcome: Outcome<T>): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(outcome);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted === true) cancel();
    work.then(
      (value) => end({ kind: 'done', value }),
      (error: unknown) => end({ kind: 'failed', error }),
    );
  });
}

/** Runs `work` for each, a few at a time; the first that gives `false` ends it after those that run. Rejects as the first that rejects. */
export async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  let goOn = true;
  const lane = async (): Promise<void> => {
    for (const item of waiting) {
      if ((await work(item)) === false) goOn = false;
      if (!goOn) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
}

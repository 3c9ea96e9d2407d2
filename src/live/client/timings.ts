/** How long each instance took to answer: of the questions that one query asked. */
import { liveAddressText } from './liveAddress.js';
import type { GetFromInstance } from './askInstance.js';
import type { LiveTiming } from './liveResult.js';

export interface Timings {
  /** The same, and what it took is noted. */
  readonly get: GetFromInstance;
  all(): readonly LiveTiming[];
}

export function createTimings({ get, now }: { readonly get: GetFromInstance; now(): number }): Timings {
  const known = new Map<string, LiveTiming>();
  return {
    async get(address, path, call) {
      const began = now();
      const answer = await get(address, path, call);
      if (!answer.ok && typeof answer.error !== 'string') return answer;
      const host = liveAddressText(address);
      const before = known.get(host) ?? { host, questions: 0, slowestMs: 0 };
      known.set(host, { host, questions: before.questions + 1, slowestMs: Math.max(before.slowestMs, now() - began) });
      return answer;
    },
    all: () => [...known.values()],
  };
}

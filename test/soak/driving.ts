/** Loops that go on until they are told to stop, and what they share. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterError } from '../../src/kafka/clusterError.js';
import type { Random } from '../robustness/mutations.js';
import type { Tally } from './tally.js';

export interface Driving {
  readonly signal: AbortSignal;
  readonly random: Random;
  readonly tally: Tally;
}

/** What a driver does once, again and again; the pause is in milliseconds, at least and at most. */
export async function repeat({ signal, random }: Driving, pause: readonly [number, number], once: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await once();
    await rest(signal, between(random, ...pause));
  }
}

/** So many milliseconds, or until the signal. */
export const rest = (signal: AbortSignal, milliseconds: number): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

export const between = (random: Random, least: number, most: number): number => least + Math.floor(random() * (most - least + 1));

export const oneOf = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;

/** What brokers that restart, and a person who cancels, may be answered with. */
const ofTheTime: ReadonlySet<ClusterError['kind']> = new Set(['unavailable', 'unreachable', 'timeout', 'cancelled']);

/** A failure that the time explains is counted; another is a problem. */
export function take(tally: Tally, what: string, { kind, message }: ClusterError): void {
  if (ofTheTime.has(kind)) tally.done(`${what} answered with ${kind}`);
  else tally.wrong(`${what} failed: ${kind}: ${message}`);
}

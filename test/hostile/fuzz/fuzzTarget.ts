import type { Random } from '../../robustness/mutations.js';

/** One part of ours that reads what others wrote. */
export interface FuzzTarget {
  readonly name: string;
  /** Makes what all inputs share; the function that it gives takes one random input, and throws where a promise of ours is broken. */
  prepare(): FuzzInput | Promise<FuzzInput>;
}

/** Gives the input as text, for the report of a failure, and a function that has our code read it. */
export type FuzzInput = (random: Random) => { readonly input: string; run(): void | Promise<void> };

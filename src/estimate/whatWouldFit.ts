/** What would make the state of a topology fit into an instance that it does not fit into. */
import type { TopologyReport } from '../core/report.js';
import { leastBudgetBytes } from './configSetter.js';
import { estimate, jvmBytes } from './estimate.js';
import type { EstimateInputs } from './inputs.js';
import { allocatorFactor, flushBytes, libraryBytes } from './rocksdb.js';

export interface WhatWouldFit {
  /** The largest for all databases of an instance; null: none that RocksDB works with fits beside the heap. */
  readonly budgetBytes: number | null;
  /** The fewest, without a budget; null: not even one for each partition. */
  readonly instances: number | null;
}

const MiB = 1024 * 1024;
/** More of them have nothing to do: no topology has more partitions than that to spread. */
const mostInstances = 200;

/** undefined: it fits, or limit and heap are not known. */
export function whatWouldFit(topology: TopologyReport, inputs: EstimateInputs): WhatWouldFit | undefined {
  const { limitBytes, heapBytes } = inputs;
  if (limitBytes === null || heapBytes === null || estimate(topology, inputs).memory.fits !== false) return undefined;
  const left = limitBytes.value - heapBytes.value - jvmBytes - libraryBytes - flushBytes;
  const budgetBytes = Math.floor(left / allocatorFactor / MiB) * MiB;
  const fits = (value: number): boolean => estimate(topology, { ...inputs, instances: { value, source: 'tried' } }).memory.fits === true;
  return { budgetBytes: budgetBytes < leastBudgetBytes ? null : budgetBytes, instances: fewest(inputs.instances.value + 1, fits) };
}

/** From `least` on. The more instances there are, the less each has: an estimate of a large topology takes time, and half of what is left is told by one. */
function fewest(least: number, fits: (count: number) => boolean): number | null {
  let [low, high] = [least, mostInstances];
  if (low > high || !fits(high)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

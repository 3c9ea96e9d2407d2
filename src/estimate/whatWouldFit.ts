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
  const counts = Array.from({ length: mostInstances }, (_, i) => i + 1).filter((count) => count > inputs.instances.value);
  const fits = (value: number): boolean => estimate(topology, { ...inputs, instances: { value, source: 'tried' } }).memory.fits === true;
  return { budgetBytes: budgetBytes < leastBudgetBytes ? null : budgetBytes, instances: counts.find(fits) ?? null };
}

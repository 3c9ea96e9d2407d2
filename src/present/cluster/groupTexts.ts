/** A group's condition and its deployed topology against the code, in words. */
import type { DeployedComparison } from '../../applications/compareDeployed.js';
import type { GroupCondition } from '../../applications/groupCondition.js';
import { plural } from '../../core/features/words.js';

/** In words, a line each: nothing of groups that say nothing. */
export function groupLines({ epochs, assignor, marks }: GroupCondition): readonly string[] {
  const counted =
    epochs === null
      ? []
      : [`group epoch ${epochs.group}, assignment epoch ${epochs.assignment}, topology epoch ${epochs.topology ?? 'not known'}`];
  const by = assignor === null ? [] : [`assignor ${assignor}`];
  const head = [...counted, ...by].join(', ');
  return [...(head === '' ? [] : [head]), ...marks.map(({ severity, message }) => `${severity}: ${message}`)];
}

/** How the comparison went, in words, a sentence each. */
export function deployedWords({ by, count, notes }: Omit<DeployedComparison, 'differences'>, differences: number): readonly string[] {
  if (by === null) return notes;
  const what = by === 'nodes' ? plural(count, 'node', 'nodes') : plural(count, 'sub-topology', 'sub-topologies');
  const found = differences === 0 ? 'no difference' : plural(differences, 'difference', 'differences');
  return [`Deployed topology: ${what} compared with the code, ${found}.`, ...notes];
}

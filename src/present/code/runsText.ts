/** What an upgrade, or a switch of the optimisation, moves: for people. */
import { retentionWords, storeKindWords } from '../../core/features/words.js';
import { isSame } from '../../core/names/compareNames.js';
import type { RunChange, RunComparison } from '../../core/names/compareRuns.js';
import type { Report, TopologyReport } from '../../core/report.js';
import { printable } from '../../base/printable.js';
import { wrap } from '../table/layout.js';
import { toDifferenceText } from './differenceText.js';

const width = 100;

export function toRunsText(comparisons: readonly RunComparison[], before: Report, after: Report): string {
  const lines = comparisons.flatMap(({ topology, changes }) => {
    if (changes.length === 0) return [];
    return [printable(topology), ...changes.flatMap((change) => wrap(changeText(change), width, '  other  ', '         ')), ''];
  });
  const isStill = comparisons.every(({ names, changes }) => isSame(names) && changes.length === 0);
  const names = toDifferenceText(comparisons.map((one) => one.names));
  return [`${runsText(before)} → ${runsText(after)}`, '', ...lines, ...(isStill ? ['Nothing moves.'] : []), names].join('\n');
}

/** `Kafka Streams 3.9.1, optimization none`: of all topologies, each once. */
function runsText({ topologies }: Report): string {
  return [...new Set(topologies.map(runText))].join(' and ');
}

function runText({ kafkaVersion, optimization }: TopologyReport): string {
  return `Kafka Streams ${kafkaVersion}, optimization ${typeof optimization === 'string' ? optimization : optimization.join(', ')}`;
}

function changeText({ kind, of, before, after }: RunChange): string {
  const name = printable(of ?? '');
  switch (kind) {
    case 'build':
      if (after === null) return `it builds, and did not before: ${printable(before ?? '')}`;
      return `it does not build: ${printable(after)}`;
    case 'sub-topology':
      return `${name} is in sub-topology ${after ?? '?'} and was in ${before ?? '?'}: its tasks have other ids, and each instance restores it from its changelog once`;
    case 'kind':
      return `${name} is a store of another kind: ${kindText(after)}, and was ${kindText(before)}`;
    case 'policy':
      return `${name}: its topic is made with cleanup.policy ${after ?? '?'}, and was with ${before ?? '?'}: the library does not change a topic that is there`;
    case 'retention':
      return `${name}: its topic is made with a retention of ${retentionText(after)}, and was with ${retentionText(before)}: the library does not change a topic that is there`;
  }
}

const kindText = (kind: string | null): string => (isKind(kind) ? storeKindWords[kind] : (kind ?? '?'));
const isKind = (kind: string | null): kind is keyof typeof storeKindWords => kind !== null && Object.hasOwn(storeKindWords, kind);
const retentionText = (milliseconds: string | null): string => (milliseconds === null ? '?' : retentionWords(Number(milliseconds)));

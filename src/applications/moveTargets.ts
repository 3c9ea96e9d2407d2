/** Which stores of an application can take over the state of a changelog that was left behind. */
import { plural, storeKindWords } from '../core/features/words.js';
import type { StoreKind } from '../core/topology/result.js';
import { isSamePolicy } from './cleanupPolicy.js';
import type { ApplicationState, StoreState, TopicState } from './model.js';
import { suggestedKind } from './storeKind.js';

export interface MoveTarget {
  readonly store: string;
  /** Its changelog topic. */
  readonly topic: string;
  /** The topic is there; else it is made. */
  readonly isThere: boolean;
}

export interface MoveTargets {
  /** By name. */
  readonly targets: readonly MoveTarget[];
  readonly unsuitable: readonly { readonly store: string; readonly why: string }[];
}

const suffix = '-changelog';

/** Of the same application, with as many partitions, and of the same kind as far as that is known. */
export function findMoveTargets({ summary, stores }: ApplicationState, orphan: TopicState): MoveTargets {
  const targets: MoveTarget[] = [];
  const unsuitable: { readonly store: string; readonly why: string }[] = [];
  for (const store of stores) {
    const why = whyNot(summary.id, store, orphan);
    if (why === undefined)
      targets.push({ store: store.name, topic: `${summary.id}-${store.name}${suffix}`, isThere: store.topic !== null });
    else unsuitable.push({ store: store.name, why });
  }
  return { targets, unsuitable };
}

function whyNot(application: string, { backedBy, kind, topic }: StoreState, orphan: TopicState): string | undefined {
  if (backedBy !== 'changelog') return backedBy === 'nothing' ? 'it has no changelog topic' : 'a source topic serves as its changelog';
  const [here, there] = [orphan.partitions.length, topic?.partitions.length ?? orphan.partitions.length];
  if (here !== there) return `its changelog topic has ${plural(there, 'partition', 'partitions')}, not ${here}`;
  const was = suggestedKind(orphan.name.slice(application.length + 1, -suffix.length));
  if (was !== undefined && kind.value !== null && was !== kind.value)
    return `it is ${storeKindWords[kind.value]}, not ${storeKindWords[was]}`;
  const policy = topic?.cleanupPolicy.value ?? (kind.value === null ? null : policyOf(kind.value));
  const old = orphan.cleanupPolicy.value;
  return policy === null || old === null || isSamePolicy(policy, old)
    ? undefined
    : `its changelog topic has cleanup.policy=${policy}, not ${old}`;
}

/** As the library makes the changelog topic, where nobody configures it; null: nobody knows. */
function policyOf(kind: StoreKind): string | null {
  switch (kind) {
    case 'window':
    case 'timestampedWindow':
    case 'session':
      return 'compact,delete';
    case 'joinWindow':
      return 'delete';
    case 'custom':
    case 'unknown':
      return null;
    default:
      return 'compact';
  }
}

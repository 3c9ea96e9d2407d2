/** Windows and sessions past the retention of their store, which the application's own store does not show. */
import { durationWords, plural } from '../../core/features/words.js';
import type { QueryRow } from '../query.js';
import { expiryTimeOf, type ViewRules } from '../views/viewRules.js';

export interface Retention {
  readonly ms: number;
  /** `topic`: what its retention.ms leaves when the day is taken off that Kafka Streams adds by default. An assumption: nothing is hidden by it. */
  readonly origin: 'code' | 'chosen' | 'topic';
  /** The store shows what lies behind the newest by exactly the retention; null: some stores do, and no code tells whether this one does. */
  readonly showsEdge: boolean | null;
}

/** For the rules of views: what lies this far behind the newest is seen by no application. */
export const hiddenFrom = ({ ms, showsEdge }: Retention): number => (showsEdge === false ? ms : ms + 1);

/** Of a raw key in a view whose newest time this is; undefined: within the retention. */
export function expiryOf(
  retention: Retention | null,
  suffix: ViewRules['suffix'],
  key: Uint8Array,
  newestTime: number,
): QueryRow['expired'] {
  const time = expiryTimeOf(suffix, key, 0, key.length);
  if (retention === null || time === undefined) return undefined;
  if (time <= newestTime - hiddenFrom(retention)) return retention.origin === 'topic' ? 'possible' : 'certain';
  return retention.showsEdge === null && time === newestTime - retention.ms ? 'possible' : undefined;
}

/** Of all that were asked for, in the rows or not. */
export interface PastRetention {
  /** What views hide. */
  readonly expired: number;
  /** The last that they do not hide. */
  readonly atEdge: number;
}

/** Sentences for a person. */
export function expiryWarnings(
  retention: Retention,
  areSessions: boolean,
  { expired, atEdge }: PastRetention,
  areShown: boolean,
): string[] {
  const [one, many] = areSessions ? ['session', 'sessions'] : ['window', 'windows'];
  const length = durationWords(retention.ms);
  if (retention.origin === 'topic') return assumedWarnings(length, [one, many], expired + atEdge);
  const from = retention.origin === 'code' ? '' : ' that was chosen';
  // Older ones hide whole segments only: seen with 2.8.2.
  const seen = 'the application (of Kafka Streams 3.9 or newer) does not see';
  const warnings: string[] = [];
  if (expired > 0) {
    const [are, lie, them] = expired === 1 ? ['is', 'it lies', 'it'] : ['are', 'they lie', 'them'];
    const far =
      retention.showsEdge === false ? `by the retention of ${length}${from} or more` : `by more than the retention of ${length}${from}`;
    warnings.push(
      areShown
        ? `${plural(expired, one, many)} ${are} marked as expired: ${lie} behind the newest of the partition ${far}, and ${seen} ${them}.`
        : `${plural(expired, one, many)} ${are} left out: ${lie} behind the newest of the partition ${far}, and ${seen} ${them} either.`,
    );
  }
  if (atEdge > 0 && retention.showsEdge === null) {
    const [lie, them] = atEdge === 1 ? ['lies', 'it'] : ['lie', 'them'];
    warnings.push(
      `${plural(atEdge, one, many)} ${lie} behind the newest by exactly the retention of ${length}${from}: a store that emits when windows close shows ${them}, another does not, and only the code tells which this is.`,
    );
  }
  return warnings;
}

function assumedWarnings(length: string, [one, many]: readonly [string, string], count: number): string[] {
  const rests = 'if windowstore.changelog.additional.retention.ms is the usual day and nobody changed retention.ms of the topic';
  if (count === 0)
    return [
      `No ${one} is marked as expired: none lies ${length} or more behind the newest of its partition. That is the retention ${rests}; where it is shorter, the application does not show all ${many}. The code tells, or the retention as an option.`,
    ];
  const [are, lie, them] = count === 1 ? ['is', 'it lies', 'it'] : ['are', 'they lie', 'them'];
  return [
    `${plural(count, one, many)} ${are} marked as perhaps expired: ${lie} ${length} or more behind the newest of the partition. That is the retention ${rests}; the application then does not show ${them}. The code tells, or the retention as an option.`,
  ];
}

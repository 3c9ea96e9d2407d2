/** What moved between looks tells which tasks run. */
import type { TopicPartition } from '../kafka/cluster.js';
import type { Restore } from './model.js';
import type { Movement, Movements } from './movements.js';

/** Without new commits for so long (commit.interval.ms is 30 s by default), a task that has something to read may not process. */
export const usualSettleMs = 35_000;

const nothing = { state: 'unknown', source: 'none', done: null, total: null } as const;

/**
 * `restoring` is only said of a task that was seen to commit before it moved to other members, and not since; of others it is not known whether
 * they restore, are stuck or commit less often. `sources` are what the task reads; undefined: nothing was seen to move, and nothing waits for long.
 */
export function inferRestore(
  { movements, settleMs = usualSettleMs }: { readonly movements: Movements; readonly settleMs?: number | undefined },
  of: TopicPartition,
  sources: readonly string[],
): Restore | undefined {
  const seenOf = (what: 'end' | 'commit' | 'waits', topic: string) => movements.of(`${what} ${topic}/${of.partition}`);
  const end = seenOf('end', of.topic);
  const commits = sources.map((topic) => ({ topic, seen: seenOf('commit', topic) }));
  // The end of a dead instance's transaction adds one offset without a task that runs.
  const ran = [
    ...commits.filter(({ seen }) => (seen?.by ?? 0) > 0),
    ...(end !== undefined && end.by > 1 ? [{ topic: null, seen: end }] : []),
  ];
  const stillMs = Math.min(Infinity, ...ran.map(({ seen }) => seen!.stillMs));
  const waits = sources.map((topic) => ({ topic, ms: Math.min(seenOf('waits', topic)?.stillMs ?? 0, stillMs) }));
  const longest = waits.sort((x, y) => y.ms - x.ms)[0];
  const waited = longest === undefined ? undefined : { ...longest, seconds: Math.round(longest.ms / 1000) };
  // A task that was seen to run does not restore again, as long as the same members have the same tasks.
  if (ran.length > 0)
    return { ...nothing, state: 'restored', source: 'inferred', note: noteOfRun(ran[0]!.topic, waited, settleMs, commits) };
  if (waited === undefined || waited.ms < settleMs) return undefined;
  const idle = `${waited.topic} has records to process, and its task has committed nothing for ${waited.seconds} s`;
  const before = commits.filter(({ seen }) => seen?.movedBefore === true);
  const usualMs = Math.max(...before.map(({ seen }) => seen!.gapMs ?? Infinity));
  if (before.length > 0 && waited.ms > 2 * usualMs)
    return { ...nothing, state: 'restoring', source: 'inferred', note: `inferred: ${idle} since it moved: it restores, or is stuck` };
  return { ...nothing, note: `${idle}: it restores, is stuck, or commits less often than that` };
}

type Waited = { readonly topic: string; readonly ms: number; readonly seconds: number } | undefined;
type Commits = readonly { readonly topic: string; readonly seen: Movement | undefined }[];

/** What shows that it ran; and where it has committed nothing for longer than usual, that. `by` null: its changelog. */
function noteOfRun(by: string | null, waited: Waited, settleMs: number, commits: Commits): string {
  if (waited === undefined || waited.ms < settleMs) return `inferred: ${by === null ? 'its changelog grows' : `its task commits on ${by}`}`;
  const idle = `its task ran; now nothing is committed for ${waited.seconds} s, and ${waited.topic} has records to process`;
  const usualMs = commits.find(({ topic }) => topic === waited.topic)?.seen?.gapMs;
  if (usualMs !== undefined && waited.ms > 2 * usualMs)
    return `inferred: ${idle}: it is stuck (it committed every ${Math.max(1, Math.round(usualMs / 1000))} s at least before)`;
  return `inferred: ${idle}: it is stuck, or commits less often than that`;
}

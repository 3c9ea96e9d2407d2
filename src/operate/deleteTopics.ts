/** Deletes topics by their names, while their application is stopped. */
import { fail, succeed } from '../base/result.js';
import type { ClusterResult } from '../kafka/clusterError.js';
import { pause } from '../kafka/pause.js';
import { expectStopped } from './stopped.js';
import type { WriteTools } from './writeTools.js';

const goneWithinMs = 30_000;
const lookAgainMs = 250;

/** Resolves when the brokers have none of them any more. May be ended at any time, and called again. */
export async function deleteTopics(application: string, names: readonly string[], tools: WriteTools): Promise<ClusterResult<void>> {
  const { cluster, writer, signal } = tools;
  for (const name of names) {
    const stopped = await expectStopped(cluster, [application], { signal });
    if (!stopped.ok) return stopped;
    tools.progress(`Deleting ${name}`);
    const deleted = await writer.deleteTopic(name, { signal });
    if (!deleted.ok) return deleted;
  }
  for (const until = Date.now() + goneWithinMs; ;) {
    const there = await cluster.topics(names, { signal });
    if (!there.ok) return there;
    const [left] = there.value.values;
    if (left === undefined) return succeed(undefined);
    if (Date.now() > until)
      return fail({
        kind: 'timeout',
        message: `The brokers took the deletion of ${left.name}, and still have it after ${goneWithinMs / 1000} s.`,
      });
    await pause(lookAgainMs, signal);
  }
}

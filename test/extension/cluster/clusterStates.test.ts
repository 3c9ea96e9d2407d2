import { expect, test } from 'vitest';
import { createClusterStates } from '../../../src/extension/cluster/session/clusterStates.js';
import type { ClusterSession } from '../../../src/platform/cluster/clusterService.js';
import type { ApplicationState, TopicState } from '../../../src/applications/model.js';
import type { ClusterResult } from '../../../src/kafka/clusterError.js';
import { application, changelog, known, partition } from './states.js';

const source = (end: number, lag: number): TopicState => ({
  ...changelog,
  name: 'orders',
  partitions: [{ ...partition, end: known(end), lag: known(lag) }],
  lag: known(lag),
});
const instance = { processId: 'p', clientHost: 'h', endpoint: null, threads: [] };
const running = (end: number, lag: number): ApplicationState => ({ ...application, instances: [instance], sources: [source(end, lag)] });

test('what an application is at is told by two looks, and a look that failed tells nothing', async () => {
  const answers: ClusterResult<ApplicationState>[] = [
    { ok: true, value: running(100, 50) },
    { ok: false, error: { kind: 'timeout', message: 'It did not answer.' } },
    { ok: true, value: running(120, 60) },
  ];
  let now = 0;
  const session = { application: () => Promise.resolve(answers.shift()) } as unknown as ClusterSession;
  const states = createClusterStates({
    session: () => session,
    ask: (_, id) => ({ id, knownIds: [], topologies: [], agreed: undefined }) as never,
    knownIds: [],
    wanted: () => [],
    now: () => now,
  });
  const kinds: (string | undefined)[] = [states.status('demo', 'shop')?.verdict.kind];
  for (; now < 30_000; now += 10_000) {
    await states.askApplication('demo', 'shop');
    kinds.push(states.status('demo', 'shop')?.verdict.kind);
  }
  expect(kinds).toEqual([undefined, 'cannot be told', 'cannot be told', 'processing']);
  expect(states.status('demo', 'shop')?.lag).toMatchObject({ records: 60, trend: 'growing' });
  states.forget('demo');
  expect(states.status('demo', 'shop')).toBeUndefined();
});

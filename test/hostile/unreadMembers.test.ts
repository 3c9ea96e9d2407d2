/** Members whose own words cannot be read: never taken for none, and bounded in what they cost. */
import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../src/base/result.js';
import { createStatusWatch } from '../../src/applications/applicationStatus.js';
import { parseAssignment } from '../../src/applications/groupMetadata.js';
import { createMovements } from '../../src/applications/movements.js';
import { readApplication } from '../../src/applications/readApplication.js';
import { askCoordinators } from '../../src/kafka/askCoordinators.js';
import type { GroupDescription, GroupListing } from '../../src/kafka/cluster.js';
import { createFakeCluster } from '../support/fakeCluster.js';
import { classicGroup } from './memberBytes.js';

type Group = GroupListing & { readonly description: GroupDescription };

/** The last of three members says `metadata`; undefined: all of them say nothing, as brokers tell of a classic group that rebalances. */
function groupIn(state: string, metadata: Uint8Array | undefined): Group {
  const group = classicGroup('app', [{ server: 'a:1' }, { server: 'b:1' }, { server: 'c:1' }]);
  if (group.description.type !== 'classic') throw new Error('a classic group is expected');
  const nothing = { metadata: new Uint8Array(), assignment: new Uint8Array() };
  const { members } = group.description;
  const others =
    metadata === undefined ? members.map((one) => ({ ...one, ...nothing })) : [...members.slice(0, 2), { ...members[2]!, metadata }];
  return {
    ...group,
    state,
    description: { ...group.description, state, protocol: metadata === undefined ? '' : 'stream', members: others },
  };
}

async function lookAt(group: Group) {
  const cluster = createFakeCluster(() => ({
    topics: { input: { partitions: 1 }, 'app-st-changelog': { partitions: 1 } },
    groups: [group],
  }));
  const ask = { application: 'app', topologies: [], knownIds: ['app'], askAt: [] };
  const fetchLags = () => Promise.resolve(fail('nobody is asked'));
  const state = await readApplication(cluster, ask, { fetchLags, movements: createMovements(), now: () => 0 });
  if (!state.ok) throw new Error(state.error.message);
  const { verdict, instances } = createStatusWatch().observe(state.value, 0);
  return { said: `${verdict.kind}: ${verdict.evidence}`, instances, note: state.value.summary.note, threads: state.value.summary.threads };
}

describe('members that cannot be read', () => {
  it.each([
    ['nonsense', Buffer.alloc(1000, 7)],
    ['a version that is not known', Buffer.concat([Buffer.from('000100000000000000640000', 'hex'), Buffer.alloc(200, 99)])],
    ['nothing', Buffer.alloc(0)],
  ])('are counted, and the application is not said to run on the others alone: %s', async (_, metadata) => {
    expect(await lookAt(groupIn('Stable', metadata))).toEqual({
      said: 'cannot be told: 1 of its 3 members could not be read',
      instances: null,
      note: '1 of its 3 members could not be read',
      threads: 3,
    });
  });

  it('are members all the same while the group rebalances', async () => {
    expect(await lookAt(groupIn('PreparingRebalance', undefined))).toEqual({
      said: 'cannot be told: its group is rebalancing (PreparingRebalance)',
      instances: null,
      note: 'it rebalances: its members tell nothing until that is done',
      threads: 3,
    });
  });

  it('are no reason to doubt what can be read', async () => {
    const whole = classicGroup('app', [{ server: 'a:1' }]);
    expect(await lookAt(whole)).toMatchObject({ instances: 1, note: null });
  });
});

/** Of a version 11 member: this many partitions of one topic, and no task. */
function assignmentOf(partitions: number): Buffer {
  const bytes = Buffer.alloc(12 + partitions * 4 + 4 + 20);
  bytes.writeInt16BE(1, 0);
  bytes.writeInt32BE(1, 2);
  bytes.writeInt32BE(partitions, 8);
  for (let i = 0; i < partitions; i++) bytes.writeInt32BE(i, 12 + i * 4);
  const own = 12 + partitions * 4;
  bytes.writeInt32BE(20, own);
  bytes.writeInt32BE(11, own + 4);
  bytes.writeInt32BE(11, own + 8);
  return bytes;
}

it('a member that says more partitions than any cluster has is not read, whatever memory that would take', () => {
  expect(parseAssignment(assignmentOf(100_000))).toMatchObject({ active: [], topics: [''] });
  expect(parseAssignment(assignmentOf(7_000_000))).toBeUndefined();
});

it('a group that an answer leaves out is said', async () => {
  const coordinators = {
    find: (groups: readonly string[]) => Promise.resolve(succeed({ values: new Map(groups.map((group) => [group, 1])), problems: [] })),
    forget: () => {},
  };
  const taken: string[] = [];
  const problems = await askCoordinators<string>(coordinators, ['here', 'gone'], {
    what: (group) => `group ${group}`,
    ask: () => Promise.resolve(succeed([{ groups: ['here', 'gone'], answer: succeed(['here']) }])),
    groupOf: (answer) => answer,
    take: (answer) => void taken.push(answer),
  });
  expect(taken).toEqual(['here']);
  expect(problems).toEqual(
    succeed([
      { what: 'group gone', error: { kind: 'broken', message: 'The broker was asked for group gone, and its answer leaves it out.' } },
    ]),
  );
});

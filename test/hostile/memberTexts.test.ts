/** Client ids, hosts, ids of applications and names of topics are what any member and any broker say: printable, of a bounded length, and bounded in number. */
import { describe, expect, test } from 'vitest';
import { membersText } from '../../src/present/cluster/membersText.js';
import { detailsLines } from '../../src/extension/cluster/tree/detailsText.js';
import { restoreStatus } from '../../src/extension/cluster/tree/restoreTexts.js';
import { childEntries, rootEntries, type TreeView } from '../../src/extension/cluster/tree/treeEntries.js';
import type { TreeEntry } from '../../src/extension/cluster/tree/treeEntry.js';
import type { TreeNode } from '../../src/extension/cluster/tree/treeNodes.js';
import { noticeText } from '../../src/present/markdown.js';
import { readMembers } from '../../src/applications/instances.js';
import type { ApplicationState, ClusterOverview } from '../../src/applications/model.js';
import { application as usual, changelog, known, store } from '../extension/cluster/states.js';
import { classicGroup } from './memberBytes.js';

const hostile = `\u202e\u001b[2J\u001b]0;x\u0007\r\n\u2028\u200f\ufeff**b** [a](command:evil) <img src=x> $(alert) ${'x'.repeat(4000)}`;
// oxlint-disable-next-line no-control-regex -- that is what is looked for
const steering = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;
/** Markdown's own lines are ours. */
const inMarkdown = new RegExp(steering.source.replace('\\u0000-\\u001f', '\\u0000-\\u0009\\u000b-\\u001f'));

function stateOf(members: number): ApplicationState {
  const one = { server: hostile, clientId: hostile, clientHost: hostile };
  const topic = { ...changelog, name: hostile, partitions: Array.from({ length: 2500 }, () => changelog.partitions[0]!) };
  return {
    ...usual,
    summary: { ...usual.summary, id: hostile, group: { type: 'classic', state: hostile }, note: hostile },
    instances: readMembers(
      classicGroup(
        'app',
        Array.from({ length: members }, () => one),
      ).description,
    ).instances,
    stores: [{ ...store, name: hostile, topic, restore: { state: 'restoring', source: 'application', done: 1, total: 2, note: hostile } }],
    sources: Array.from({ length: 2500 }, () => ({ ...topic, partitions: [], cleanupPolicy: known(hostile) })),
    problems: Array.from({ length: 2500 }, () => ({
      what: hostile,
      error: { kind: 'refused' as const, message: hostile, advice: hostile },
    })),
  };
}

function viewOf(state: ApplicationState): TreeView {
  const cluster = { id: hostile, brokers: [], controller: null, features: { groupTypes: true, consumerGroups: true, streamsGroups: true } };
  const overview: ClusterOverview = {
    cluster,
    applications: Array.from({ length: 2500 }, () => state.summary),
    unclaimedTopics: Array.from({ length: 2500 }, () => `${hostile}-changelog`),
    topicCount: 1,
    partitionCount: 1,
    problems: state.problems,
  };
  const look = <T>(value: T) => ({ value, error: { kind: 'refused', message: hostile } as const, busy: false, at: 0 });
  return {
    clusters: [{ name: hostile, bootstrap: 'a:1', connected: true }],
    states: { overview: () => look(overview), status: () => undefined, application: () => look(state) },
    asked: () => ['a:1'],
    order: { filter: '', sort: 'name' },
  };
}

const at = { cluster: 'c', application: hostile };
const instance = { ...at, processId: '00000001-0000-0000-0000-000000000000' };
const places: readonly TreeNode[] = [
  { kind: 'cluster', cluster: 'c' },
  { kind: 'unclaimed', cluster: 'c' },
  { kind: 'application', ...at },
  ...(['stores', 'sources', 'instances'] as const).map((group) => ({ kind: 'group', ...at, group }) as const),
  { kind: 'store', ...at, store: hostile },
  { kind: 'topic', ...at, group: 'sources', topic: hostile },
  { kind: 'partitions', ...at, of: { store: hostile } },
  { kind: 'instance', ...instance },
  { kind: 'thread', ...instance, memberId: 'member-0' },
];

describe('the tree', () => {
  const view = viewOf(stateOf(3));
  const expectSafe = (entries: readonly TreeEntry[]): void => {
    expect(entries.length).toBeGreaterThan(0);
    for (const { label, description, spoken, tooltip } of entries) {
      for (const text of [label, description, spoken]) {
        expect(text).not.toMatch(steering);
        expect(text.length).toBeLessThan(1200);
      }
      expect(tooltip).not.toMatch(inMarkdown);
      expect(tooltip).not.toMatch(/(?<!\\)(?:\]\(|<img|\$\(alert)/);
      expect(tooltip.length).toBeLessThan(20_100);
    }
  };

  test.each(places)('shows hostile texts safely below $kind $group', (node) => {
    const entries = childEntries(node, view);
    // The same texts again and again: some of each will do.
    expectSafe([...entries.slice(0, 20), ...entries.slice(-20)]);
    expect(entries.length).toBeLessThan(4100);
  });

  test('shows hostile names of clusters safely', () => {
    const entries = rootEntries(view);
    expect(entries).toHaveLength(1);
    expectSafe(entries);
  });

  test('shows some of 20,000 members, and says how many more there are', () => {
    const members = viewOf({
      ...usual,
      instances: readMembers(
        classicGroup(
          'app',
          Array.from({ length: 20_000 }, (_, i) => ({ server: `host-${i}:80` })),
        ).description,
      ).instances,
    });
    const below = childEntries({ kind: 'group', ...at, group: 'instances' }, members);
    expect(below).toHaveLength(2001);
    expect(below.at(-1)).toMatchObject({ label: '… and 18,000 more', opens: 'never' });
    const [note] = childEntries({ kind: 'application', ...at }, members).filter(({ context }) => context === 'notAsked');
    expect(note?.label).toBe('20000 new instances are not asked: host-0:80, host-1:80, host-2:80 and 19997 more');
  });
});

test('details and the status bar show hostile texts safely', () => {
  const state = stateOf(3000);
  const lines = detailsLines({ kind: 'application', ...at }, { value: state, error: undefined, busy: false, at: 0 }, undefined);
  expect(lines.length).toBeLessThan(20_000);
  for (const { text } of lines) expect(steering.test(text)).toBe(false);
  expect(lines.some(({ text }) => text === '  … and 1,000 more')).toBe(true);
  const status = restoreStatus([{ cluster: 'c', state }]);
  expect(status?.text).not.toMatch(steering);
  expect(status?.text.length).toBeLessThan(400);
});

test('the command line shows hostile texts safely', () => {
  for (const line of membersText(stateOf(3)).split('\n')) {
    expect(line).not.toMatch(steering);
    expect(line.length).toBeLessThan(15_000);
  }
});

test('a notice makes no link of a name', () => {
  const text = noticeText('app [Fix it](command:workbench.action.quit) here');
  expect(text).not.toContain('](');
  expect(noticeText('a\u202eb')).toBe(String.raw`a\u202eb`);
});

import { expect, test } from 'vitest';
import { fail, succeed } from '../../../src/base/result.js';
import {
  type ChangeFace,
  type ChangeSession,
  makePlan,
  sessionNow,
  showAndCarryOut,
} from '../../../src/extension/cluster/change/changeFlow.js';
import type { ClusterSetting } from '../../../src/extension/cluster/connect/clusterSetting.js';
import type { ClusterResult } from '../../../src/kafka/clusterError.js';
import type { ChangePlan, ChangeResult } from '../../../src/operate/change.js';
import { deletionPlan, movePlan, resetPlan } from '../../support/changePlans.js';

interface Answers {
  readonly marked?: boolean;
  readonly written?: readonly string[] | undefined;
  readonly done?: ClusterResult<ChangeResult>;
}

/** A person who answers so, and all that they see in order. */
async function flow(plan: ChangePlan, { marked = true, written, done = succeed({ kind: 'reset' }) }: Answers) {
  const seen: string[] = [];
  const carried: ChangePlan[] = [];
  const face: ChangeFace = {
    during: (_, run) => run({}),
    show: (lines) => Promise.resolve(void seen.push(`document: ${lines.at(-1)}`)),
    say: (text, severity) => void seen.push(`${severity}: ${text}`),
    offerToMark() {
      seen.push('mark?');
      return Promise.resolve(marked);
    },
    writeOut({ names }) {
      seen.push(`write ${names.join(' ')}`);
      return Promise.resolve(written);
    },
  };
  const session = {
    planChange: () => Promise.resolve(succeed(plan)),
    carryOut(agreed: ChangePlan) {
      carried.push(agreed);
      return Promise.resolve(done);
    },
  };
  const isChanged = await showAndCarryOut('Change', plan, session, face);
  return { seen, carried, isChanged };
}

const nothing = 'document: Nothing was written.';

test('a plan is shown, agreed to by its name, carried out and its result said', async () => {
  const moved = succeed({ kind: 'move', moved: { copied: 9, found: 0, keys: 3 } } as const);
  const { seen, carried, isChanged } = await flow(movePlan, { written: [movePlan.to], done: moved });
  expect(carried).toEqual([movePlan]);
  expect(isChanged).toBe(true);
  expect(seen.slice(0, 3)).toEqual([nothing, 'mark?', 'write shop-new-changelog']);
  expect(seen.slice(3)).toEqual([
    expect.stringMatching(/^document: Checked: 3 keys/),
    expect.stringMatching(/^info: Copied 9 records.*can be started\.$/),
  ]);
});

test.each<[string, ChangePlan, Answers, readonly string[]]>([
  ['runs', { ...movePlan, refusal: { kind: 'refused', message: 'It runs.' } }, {}, [nothing, 'warning: Not now: It runs.']],
  ['is of a cluster that nobody marks', resetPlan, { marked: false }, [nothing, 'mark?']],
  ['is given up', resetPlan, { written: undefined }, [nothing, 'mark?', 'write shop']],
  ['is not named', resetPlan, { written: [] }, [nothing, 'mark?', 'write shop']],
  ['left nothing behind', { ...deletionPlan, topics: [] }, {}, [nothing]],
])('nothing is written where the application %s', async (_, plan, answers, expected) => {
  const { seen, carried, isChanged } = await flow(plan, answers);
  expect([carried, isChanged, seen]).toEqual([[], false, expected]);
});

test('only topics whose names were written are deleted', async () => {
  const { carried } = await flow(deletionPlan, { written: ['shop-old-changelog'], done: succeed({ kind: 'deletion' }) });
  expect(carried).toMatchObject([{ topics: [{ name: 'shop-old-changelog' }] }]);
  expect(carried[0]).not.toMatchObject({ topics: [{}, {}] });
});

test('what was ended or failed is said, in the document, too', async () => {
  const ended = await flow(movePlan, { written: [movePlan.to], done: fail({ kind: 'cancelled', message: 'Cancelled.' }) });
  expect(ended.isChanged).toBe(true);
  expect(ended.seen.slice(3)).toEqual([
    expect.stringContaining('document: Interrupted: the copy is not complete.'),
    expect.stringContaining('warning: Interrupted: the copy is not complete.'),
  ]);
  const failed = await flow(resetPlan, { written: ['shop'], done: fail({ kind: 'refused', message: 'No.', advice: 'Ask.' }) });
  expect(failed.seen.slice(3)).toEqual(['document: No. Ask.', 'error: No. Ask.']);
});

test('a plan that cannot be made is said, but not where a person ended it', async () => {
  const said: string[] = [];
  const face: ChangeFace = {
    during: (_, run) => run({}),
    show: () => Promise.resolve(),
    say: (text, severity) => void said.push(`${severity}: ${text}`),
    offerToMark: () => Promise.resolve(true),
    writeOut: () => Promise.resolve([]),
  };
  const ask = { kind: 'move', application: 'shop', from: 'a', to: 'b' } as const;
  for (const error of [{ kind: 'refused', message: 'No.' } as const, { kind: 'cancelled', message: 'Cancelled.' } as const]) {
    const session = { planChange: () => Promise.resolve(fail(error)), carryOut: () => Promise.reject(new Error('not asked for')) };
    expect(await makePlan('Move', ask, session, face)).toBeUndefined();
  }
  expect(said).toEqual(['error: No.']);
});

test('a plan is carried out on the cluster that it is of, whatever its name stands for by then', async () => {
  const carried: string[] = [];
  const done: ClusterResult<ChangeResult> = succeed({ kind: 'reset' });
  const sessionOf = (address: string): ChangeSession => ({
    planChange: () => Promise.resolve(succeed(resetPlan)),
    carryOut: () => Promise.resolve(void carried.push(address)).then(() => done),
  });
  let settings: readonly ClusterSetting[] = [{ name: 'demo', bootstrap: 'test:9092', security: 'PLAINTEXT' }];
  const clusters = {
    get settings() {
      return settings;
    },
    session: () => (settings[0] === undefined ? undefined : sessionOf(settings[0].bootstrap)),
  };
  const session = sessionNow(clusters, 'demo');
  settings = [{ name: 'demo', bootstrap: 'test:9092', security: 'PLAINTEXT', writable: true }];
  expect(await session.carryOut(resetPlan, {})).toEqual(done);
  settings = [{ name: 'demo', bootstrap: 'prod:9092', security: 'PLAINTEXT', writable: true }];
  expect(await session.carryOut(resetPlan, {})).toMatchObject({ ok: false, error: { kind: 'refused', advice: 'Make the plan again.' } });
  settings = [];
  expect(await session.carryOut(resetPlan, {})).toMatchObject({ ok: false, error: { kind: 'notFound' } });
  expect(carried).toEqual(['test:9092']);
});

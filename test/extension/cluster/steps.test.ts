import { expect, test } from 'vitest';
import { emptyDraft, fromDraft, toDraft } from '../../../src/extension/cluster/connect/clusterDraft.js';
import { clusterSteps } from '../../../src/extension/cluster/connect/clusterSteps.js';
import { type Answer, askSteps } from '../../../src/extension/cluster/connect/steps.js';

const port = { taken: ['taken'], isFile: (path: string) => path.endsWith('.pem') };

/** Gives the answers in order, and keeps what was asked. */
async function ask(start: typeof emptyDraft, answers: readonly (string | undefined)[]) {
  const asked: string[] = [];
  const left = [...answers];
  const draft = await askSteps(
    start,
    (entered) => clusterSteps(entered, port),
    (step, _, { step: n, of }) => {
      asked.push(`${step.id} ${n}/${of}`);
      const text = left.shift();
      const answer: Answer = text === undefined || text === 'back' ? text : { text };
      return Promise.resolve(answer);
    },
  );
  return { asked, draft };
}

test('a plain cluster is asked in four steps', async () => {
  const { asked, draft } = await ask(emptyDraft, ['local', 'localhost:9092', 'PLAINTEXT', 'absent']);
  expect(asked).toEqual(['name 1/4', 'bootstrap 2/4', 'security 3/4', 'registry 4/4']);
  expect(draft && fromDraft(draft)).toEqual({ setting: { name: 'local', bootstrap: 'localhost:9092' }, secrets: {} });
});

test('answers decide what follows; back goes one step back, and giving up gives nothing', async () => {
  const { asked, draft } = await ask(emptyDraft, ['s', 'a:1', 'SASL_PLAINTEXT', 'back', 'SASL_PLAINTEXT', 'OAUTHBEARER', undefined]);
  expect(asked).toEqual([
    'name 1/4',
    'bootstrap 2/4',
    'security 3/4',
    'mechanism 4/7',
    'security 3/7',
    'mechanism 4/7',
    'tokenEndpoint 5/9',
  ]);
  expect(draft).toBeUndefined();
});

test('wrong answers are said', () => {
  const steps = clusterSteps({ ...emptyDraft, security: 'SASL_SSL', certificate: 'pem', registry: 'basic' }, port);
  const check = (id: string, text: string): string | undefined => {
    const step = steps.find((one) => one.id === id);
    return step?.kind === 'text' ? step.check(text, emptyDraft) : undefined;
  };
  expect(check('name', '')).toBe('Enter a name.');
  expect(check('name', 'taken')).toBe('There is a cluster taken already.');
  expect(check('bootstrap', 'nowhere')).toContain('nowhere is no HOST:PORT');
  expect(check('bootstrap', 'a:70000')).toContain('70000 is no port');
  expect(check('bootstrap', 'a:1, [::1]:2')).toBeUndefined();
  expect(check('password', '')).toBe('Enter it.');
  expect(check('caFile', '')).toBeUndefined();
  expect(check('caFile', 'gone')).toBe('gone is no file that can be read.');
  expect(check('certificateFile', '')).toContain('Enter or browse');
  expect(check('registryUrl', 'registry:8081')).toContain('http://');
});

test('a known secret is never shown, and an empty answer keeps it', async () => {
  const start = toDraft(
    { name: 's', bootstrap: 'a:1', security: 'SASL_PLAINTEXT', mechanism: 'PLAIN', username: 'u' },
    { password: 'old' },
  );
  const step = clusterSteps(start, port).find(({ id }) => id === 'password');
  expect(step).toMatchObject({ kind: 'text', secret: true });
  expect(step?.value(start)).toBe('');
  const kept = await ask(start, ['s', 'a:1', 'SASL_PLAINTEXT', 'PLAIN', 'u', '', 'absent']);
  expect(kept.draft?.secrets).toEqual({ password: 'old' });
  const other = await ask(start, ['s', 'a:1', 'SASL_PLAINTEXT', 'PLAIN', 'u', 'new', 'absent']);
  expect(other.draft?.secrets).toEqual({ password: 'new' });
});

import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/run.js';
import { ruleTable } from '../../src/core/rules/rules.js';
import { contributes } from '../../src/extension/contributions.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

async function output(...args: readonly string[]): Promise<readonly string[]> {
  let printed = '';
  const status = await run(args, {
    cwd: root,
    columns: undefined,
    colour: false,
    progress: () => {},
    drained: () => Promise.resolve(),
    ask: () => Promise.resolve(undefined),
    print: (text) => (printed += text),
    say: (line) => expect.unreachable(line),
  });
  expect(status).toBe(0);
  return printed.split('\n');
}

test('the report in the README is what the program prints; … stands for lines left out', async () => {
  const block = /analyze demo\/orders\n```\n\n```text\n([\s\S]*?)```/.exec(readme)?.[1];
  const pasted = (block ?? '').trimEnd().split('\n');
  expect(pasted.length).toBeGreaterThan(10);
  const printed = await output('analyze', 'demo/orders');
  let next = 0;
  const missing = pasted.filter((line) => {
    if (line === '…') return false;
    const at = printed.indexOf(line, next);
    if (at >= 0) next = at + 1;
    return at < 0;
  });
  expect(missing).toEqual([]);
});

test('the renumbering that the README shows is what lock --check says of that edit', async () => {
  const source = 'src/main/java/com/example/orders/OrdersTopology.java';
  const folder = temporaryProject({});
  cpSync(path.join(root, 'demo/orders'), folder, { recursive: true });
  await runCommand(folder, 'lock', '.');
  const text = readFileSync(path.join(folder, source), 'utf8');
  writeFileSync(path.join(folder, source), text.replace('.count();', '.count(Materialized.as("per-customer"));'));
  const { status, output: printed } = await runCommand(folder, 'lock', '.', '--check');
  expect(status).toBe(1);
  expect(readme).toContain(`\`\`\`text\n${printed}\`\`\`\n`);
});

test('the README lists every setting with its default', () => {
  const rows = [...readme.matchAll(/^\| `(kafkaStreams\.[\w.]+)` \| `([^`]*)` \|/gm)].map(([, key, value]) => [key, value]);
  const settings = Object.entries(contributes.configuration.properties).map(([key, schema]) => [key, JSON.stringify(schema.default)]);
  expect(rows).toEqual(settings);
});

test('every rule has a page with its name, and the README links to it', () => {
  for (const { id } of ruleTable) {
    const page = `docs/rules/${id}.md`;
    expect(readFileSync(path.join(root, page), 'utf8')).toMatch(new RegExp(`^# ${id}\\n`));
    expect(readme).toContain(`(${page})`);
  }
});

test.each([
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'docs/threat-model.md',
  'docs/operators.md',
  ...ruleTable.map(({ id }) => `docs/rules/${id}.md`),
])('every link in %s leads to a file', (page) => {
  const text = readFileSync(path.join(root, page), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#]+)\)|src="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '');
  const files = links.filter((target) => !/^https?:/.test(target));
  expect(files.filter((link) => !existsSync(path.join(root, path.dirname(page), link)))).toEqual([]);
});

/** README.md and the pages beside it, held to the program. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { run } from '../../src/cli/run.js';
import { ruleTable } from '../../src/core/rules/rules.js';
import { contributes } from '../../src/extension/contributions.js';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');
const pages = [
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md'],
  ...['docs', 'docs/rules'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
];

async function output(...args: readonly string[]): Promise<readonly string[]> {
  let printed = '';
  const status = await run(args, {
    cwd: root,
    columns: undefined,
    colour: false,
    progress: () => {},
    drained: () => Promise.resolve(),
    print: (text) => (printed += text),
    ask: () => Promise.resolve(undefined),
    say: (line) => expect.unreachable(line),
  });
  expect(status).toBe(0);
  return printed.split('\n');
}

test('the report of the sample is what the program prints; … stands for lines left out', async () => {
  const block = /analyze demo\/orders\n```\n\n```text\n([\s\S]*?)```/.exec(read('docs/command-line.md'))?.[1];
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

test('the renumbering that the page shows is what lock --check says of that edit', async () => {
  const source = 'src/main/java/com/example/orders/OrdersTopology.java';
  const folder = temporaryProject({});
  cpSync(path.join(root, 'demo/orders'), folder, { recursive: true });
  await runCommand(folder, 'lock', '.');
  const text = readFileSync(path.join(folder, source), 'utf8');
  writeFileSync(path.join(folder, source), text.replace('.count();', '.count(Materialized.as("per-customer"));'));
  const { status, output: printed } = await runCommand(folder, 'lock', '.', '--check');
  expect(status).toBe(1);
  expect(read('docs/command-line.md')).toContain(`\`\`\`text\n${printed}\`\`\`\n`);
});

test('the page of the editor lists every setting with its default', () => {
  const rows = [...read('docs/editor.md').matchAll(/^\| `(kafkaStreams\.[\w.]+)` \| `([^`]*)` \|/gm)].map(([, key, value]) => [key, value]);
  const settings = Object.entries(contributes.configuration.properties).map(([key, schema]) => [key, JSON.stringify(schema.default)]);
  expect(rows).toEqual(settings);
});

test('every rule has a page with its name, and the page of the editor links to it', () => {
  for (const { id } of ruleTable) {
    expect(read(`docs/rules/${id}.md`)).toMatch(new RegExp(`^# ${id}\\n`));
    expect(read('docs/editor.md')).toContain(`(rules/${id}.md)`);
  }
});

test.each(pages)('every link in %s leads to a file, and to a heading in it', (page) => {
  const links = [...read(page).matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g)].map((match) => match[1] ?? match[2] ?? '');
  const broken = links.filter((link) => {
    if (/^https?:/.test(link)) return false;
    const [file = '', heading] = link.split('#');
    const target = file === '' ? page : path.join(path.dirname(page), file);
    return !existsSync(path.join(root, target)) || (heading !== undefined && !headingsOf(read(target)).includes(heading));
  });
  expect(broken).toEqual([]);
});

/** As GitHub makes anchors of them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(pages)('every command of kslens in %s is one, with its options', (page) => {
  const lines = [...read(page).matchAll(/^(?:\s*(?:- run: |run: |exec |entry: ))?kslens (\w[\w-]*)(.*?)(?:\s+#.*)?$/gm)];
  for (const [, name = '', rest = ''] of lines) {
    const command = commands.find((one) => one.name === name);
    expect(command, `kslens ${name}`).toBeDefined();
    const known = ['help', ...(command?.options ?? []).map((option) => option.name)];
    const asked = [...rest.matchAll(/(?<=\s)--([a-z][a-z-]*)/g)].map(([, option]) => option);
    expect(asked.filter((option) => !known.includes(option ?? ''))).toEqual([]);
  }
});

test('README.md is read in one sitting: at most 200 lines, and it begins with a picture', () => {
  const lines = read('README.md').trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(200);
  expect(lines[2]).toMatch(/^!\[/);
});

test('CONTRIBUTING.md names files and commands that are there', () => {
  const text = read('CONTRIBUTING.md');
  const files = [...text.matchAll(/`((?:src|test|scripts|docs|webview)(?:\/[\w.-]+)+\/?)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(30);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const asked = [...text.matchAll(/npm run ([\w-]+)/g)].map(([, name = '']) => name);
  expect(asked.filter((name) => scripts[name] === undefined)).toEqual([]);
});

test('F5 builds by a task that there is, and opens the sample', () => {
  const { tasks } = JSON.parse(read('.vscode/tasks.json')) as { tasks: { label: string; script: string }[] };
  const { configurations } = JSON.parse(read('.vscode/launch.json')) as { configurations: { preLaunchTask: string; args: string[] }[] };
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const { preLaunchTask } of configurations)
    expect(scripts[tasks.find(({ label }) => label === preLaunchTask)?.script ?? '']).toBe('node scripts/dev.mjs');
  expect(configurations[0]?.args).toContain('${workspaceFolder}/demo/orders');
});

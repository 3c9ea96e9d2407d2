/**
 * The tables of expressions, compiled and run by Java: what is recorded of them is what it prints.
 * npm run expressions -- [--record]
 * --record writes down what Java prints, with `?` before what we do not know. Without it only Java is asked: what we say is held to what is
 * recorded by expressions.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { codeOf, environments, imports, members, readTables } from './expressions.js';
import { compiledQuickly, quickly } from '../../../support/quickJava.js';
import { createReader, type Reader } from './ours.js';

const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
const tables = readTables();
const printed = runJava(tables.flatMap(({ rows }) => rows.map(({ expression }) => expression)));
let failed = 0;
if (values.record) await record();
else for (const { rows } of tables) for (const row of rows) compare(row.expression, printed.get(row.expression)!, row.printed);
console.log(`${printed.size} expressions, ${failed} failed`);
process.exitCode = failed === 0 && printed.size > 0 ? 0 : 1;

function compare(expression: string, answer: string, recorded: string): void {
  const known = recorded.replace(/^\?/, '');
  // What looks random may come out alike for once.
  if (known === answer || recorded === '?varies') return;
  failed++;
  console.log(`FAILED ${expression}\n    Java:     ${answer}\n    recorded: ${recorded}`);
}

async function record(): Promise<void> {
  const reader = await createReader();
  for (const { path, rows } of tables) {
    const lines = rows.map(({ expression, printed: before }) => {
      const now = toRecord(reader, expression, printed.get(expression)!, before);
      return `${expression}\n    ${now}\n`;
    });
    writeFileSync(path, lines.join(''));
  }
  reader.dispose();
}

function toRecord(reader: Reader, expression: string, answer: string, before: string): string {
  const said = readOr(reader, expression, (error) => `crashes: ${String(error)}`);
  if (said === '?') return before === '?varies' ? before : `?${answer}`;
  if (said !== answer) {
    failed++;
    console.log(`FAILED ${expression}\n    Java: ${answer}\n    we:   ${said}`);
  }
  return answer;
}

function readOr(reader: Reader, expression: string, crashed: (error: unknown) => string): string {
  try {
    return reader.read(expression);
  } catch (error) {
    return crashed(error);
  }
}

/** What Java prints by expression: `varies` where it depends on the environment. */
function runJava(expressions: readonly string[]): Map<string, string> {
  const work = mkdtempSync(join(tmpdir(), 'streams-lens-expressions-'));
  try {
    const main = 'public static void main(String[] args) { for (int i = 0; i < all.size(); i++)';
    // A class for each, as what one changes in a static field is no concern of another, and a method of all would be too long.
    const classes = expressions
      .map(codeOf)
      .map(({ members: own, lambda }, i) => `class E${i} extends App { ${own} static String made() { return show(${lambda}); } }\n`);
    const list = expressions.map((_, i) => `    all.add(E${i}::made);`);
    const adders = Array.from({ length: Math.ceil(list.length / 500) }, (_, i) => list.slice(i * 500, (i + 1) * 500));
    writeFileSync(
      join(work, 'App.java'),
      `${imports}\nclass App {${members}
  static final List<Supplier<String>> all = new ArrayList<>();
${adders.map((lines, i) => `  static void add${i}() {\n${lines.join('\n')}\n  }\n`).join('')}
  ${main} System.out.println(all.get(i).get().replace("\\n", "\\\\n")); }
  static { ${adders.map((_, i) => `add${i}();`).join(' ')} }
}
${classes.join('')}`,
    );
    const options = ['-nowarn', '-Xlint:none', '-Xmaxerrs', '1000', '-encoding', 'UTF-8', '-d', work];
    execFileSync('javac', [...compiledQuickly, ...options, join(work, 'App.java')], { stdio: ['ignore', 'inherit', 'inherit'] });
    const runs = [...environments, ...environments].map((environment) =>
      execFileSync('java', [...quickly, '-Dfile.encoding=UTF-8', '-Duser.language=en', '-Duser.country=US', '-cp', work, 'App'], {
        encoding: 'utf8',
        env: { ...process.env, ...environment },
      }).split('\n'),
    );
    return new Map(expressions.map((e, i) => [e, runs.every((lines) => lines[i] === runs[0]![i]) ? runs[0]![i]! : 'varies']));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The tables of expressions, compiled and run by Java: what is recorded of them is what it prints.
 * npm run expressions -- [--record]
 * --record writes down what Java prints, with `?` before what we do not know.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { codeOf, environments, imports, members, readTables } from './expressions.js';
import { compiledQuickly, quickly } from '../../../support/quickJava.js';
import { createReader } from './ours.js';

const { values } = parseArgs({ options: { record: { type: 'boolean', default: false } } });
const tables = readTables();
const printed = runJava(tables.flatMap(({ rows }) => rows.map(({ expression }) => expression)));
const reader = await createReader();
let failed = 0;
for (const { path, rows } of tables) {
  const recorded = rows.map((row) => ({ ...row, printed: judge(row.expression, printed.get(row.expression)!, row.printed) }));
  if (values.record) writeFileSync(path, recorded.map((row) => `${row.expression}\n    ${row.printed}\n`).join(''));
}
reader.dispose();
console.log(`${printed.size} expressions, ${failed} failed`);
process.exitCode = failed === 0 && printed.size > 0 ? 0 : 1;

/** What is to be recorded. */
function judge(expression: string, answer: string, before: string): string {
  const said = readOr(expression, (error) => `crashes: ${String(error)}`);
  const now = said === '?' ? `?${answer}` : answer;
  const isWrong = said !== '?' && said !== answer;
  // What looks random may come out alike for once.
  const isSame = now === before || (said === '?' && before === '?varies');
  if (isWrong || (!values.record && !isSame)) {
    failed++;
    console.log(`FAILED ${expression}\n    Java: ${answer}\n    we:   ${said}`);
  }
  return said === '?' && before === '?varies' ? before : now;
}

function readOr(expression: string, crashed: (error: unknown) => string): string {
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

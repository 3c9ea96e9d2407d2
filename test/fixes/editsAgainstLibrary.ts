/**
 * Random edits of random programs: what `diff` and name-shift say that moved, against the names that the real library makes before and after.
 * The library's lists are put side by side in the order of their numbers, which an edit does not change but for what it adds, removes or names.
 * npm run edits -- [--n 200] [--kafka 4.3.0] [--seed X] [--size 8]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { compareNames } from '../../src/core/names/compareNames.js';
import { toTopologyNames } from '../../src/core/names/topologyNames.js';
import type { Report } from '../../src/core/report.js';
import { findNameShifts } from '../../src/core/rules/nameShift.js';
import type { OracleAnswer, OracleTopology } from '../support/oracleAnswer.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import { fileOf, requestFor } from '../support/oracleRequest.js';
import { runLibrary, writeRandomPrograms } from '../support/library.js';
import { lastingNames } from './names.js';
import { randomEdit, type RandomEdit } from './randomEdit.js';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '200' },
    kafka: { type: 'string', default: '4.3.0' },
    seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? String(1 + Math.floor(Math.random() * 900_000)) },
    size: { type: 'string', default: '8' },
  },
});
const { n, kafka, seed, size } = values;
const batch = 250;
const shown = 10;

interface Edited {
  readonly before: OracleTopology;
  readonly report: Report;
  readonly edit: RandomEdit;
  readonly edited: Report;
}

console.log(
  `${n} random edits on ${kafka}, seed ${seed} (again: npm run edits -- --n ${n} --kafka ${kafka} --seed ${seed} --size ${size})`,
);
const work = mkdtempSync(join(tmpdir(), 'streams-lens-edits-'));
const analyser = await createAnalyser(await readGrammars(), '0');
const random = createRandom(Number(seed));
let passed = 0;
let failed = 0;
let moves = 0;
let without = 0;
let keptAgain = 0;
let notKept = 0;

try {
  const programs = writeRandomPrograms(join(work, 'sources'), n, seed, kafka, size);
  for (let from = 0; from < programs.length; from += batch) {
    check(programs.slice(from, from + batch));
    if (programs.length > batch) console.log(`${Math.min(from + batch, programs.length)} of ${programs.length} programs, ${failed} wrong`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
  analyser.dispose();
}
console.log(`${keptAgain} programs got the names back that they had, ${notKept} could not`);
console.log(`${moves} names moved; ${without} programs had no place for the edit that was drawn, or do not run`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function check(files: readonly string[]): void {
  const { answers, textOf } = runLibrary(work, kafka, files);
  const all: Edited[] = [];
  const folder = join(work, 'edited');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const before of answers) {
    const edited = before.status === 'ok' ? tryEdit(before, textOf(before)) : undefined;
    if (edited === undefined) without++;
    else {
      all.push(edited);
      writeFileSync(join(folder, fileOf(before)), edited.edit.text);
    }
  }
  const after = new Map(
    runLibrary(
      work,
      kafka,
      all.map(({ before }) => join(folder, fileOf(before))),
    ).answers.map((one) => [one.case, one]),
  );
  const kept = keepNames(all);
  for (const one of all) {
    const answer = after.get(one.before.case);
    if (answer?.status !== 'ok') {
      // Without a line, a program may no longer compile or be a topology.
      if (one.edit.removed.length > 0 || one.edit.what.startsWith('without')) without++;
      else say(one, `the edited program fails: ${answer === undefined ? 'no answer' : (answer as { error?: string }).error}`);
      continue;
    }
    if (one.edit.what.startsWith('without') && !canAlign(one, answer)) {
      without++; // a table that is not stored any more, or a line that calls a method: which names are left is not seen from the line
      continue;
    }
    const wrong = judge(one, answer) ?? judgeKept(one, kept.get(one.before.case));
    if (wrong === undefined) passed++;
    else say(one, wrong);
  }
}

/** Each edited program with the names that it had before the edit, compiled and run again; only those in which names moved and could be kept. */
function keepNames(all: readonly Edited[]): Map<string, OracleAnswer> {
  const folder = join(work, 'kept');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const { before, edit, report } of all) {
    const plan = analyser.planFix(requestFor(before, edit.text), { mode: 'pin', to: toTopologyNames(report) });
    const edited = plan.files.get(fileOf(before));
    if (edited === undefined) {
      if (plan.refused.length > 0) notKept++;
      continue;
    }
    files.push(join(folder, fileOf(before)));
    writeFileSync(join(folder, fileOf(before)), edited.after);
  }
  return files.length === 0 ? new Map() : new Map(runLibrary(work, kafka, files).answers.map((one) => [one.case, one]));
}

/** undefined: every name that was there before the edit is there again, but for what the edit removed or named. */
function judgeKept({ before, edit }: Edited, after: OracleAnswer | undefined): string | undefined {
  if (after === undefined) return undefined;
  keptAgain++;
  if (after.status === 'error') return `the program with its old names fails: ${after.errorKind} ${after.error}`;
  const now = new Set(lastingNames(after));
  const gone = (name: string): boolean =>
    edit.removed.some((one) => name.includes(one)) || (edit.named !== undefined && name.includes(edit.named.before));
  const lost = lastingNames(before).filter((name) => !now.has(name) && !gone(name));
  return lost.length === 0 || edit.what.startsWith('without') ? undefined : `not kept: ${lost.join(', ')}`;
}

function tryEdit(before: OracleTopology, text: string): Edited | undefined {
  const request = requestFor(before, text);
  const report = analyser.analyse(request);
  const file = fileOf(before);
  const edit = randomEdit(text, {
    random,
    report,
    nameAt: (line, column, name) => analyser.planFix(request, { mode: 'name', at: { file, line, column }, name }),
  });
  return edit === undefined ? undefined : { before, report, edit, edited: analyser.analyse(requestFor(before, edit.text)) };
}

function say({ before, edit }: Edited, wrong: string): void {
  failed++;
  if (failed <= shown) console.log(`${before.case}: ${edit.what}\n  ${wrong.slice(0, 1200)}`);
}

/** undefined: what we say moved is what the library says. */
function judge({ before, report, edit, edited }: Edited, after: OracleTopology): string | undefined {
  const truth = [...movedStores(before, after, edit), ...movedTopics(before, after, edit)].sort();
  const comparisons = compareNames(toTopologyNames(report), toTopologyNames(edited));
  const ours = comparisons.flatMap(({ moved }) => moved.map((pair) => `${pair.before.name} -> ${pair.after.name}`)).sort();
  moves += truth.length;
  if (JSON.stringify(truth) !== JSON.stringify(ours)) {
    return `the library moved ${truth.filter((one) => !ours.includes(one)).join(', ') || 'nothing else'}; we say ${ours.filter((one) => !truth.includes(one)).join(', ') || 'nothing else'}`;
  }
  const shifts = findNameShifts({ called: 'before', names: toTopologyNames(report), report }, edited);
  const said = shifts.flatMap(({ message }) => message.split('\n').filter((line) => line.includes(', now '))).length;
  return said === truth.length ? undefined : `${truth.length} names moved, and name-shift tells of ${said}`;
}

function numberOf(name: string): number {
  return Number(/\d{10}/.exec(name)?.[0]);
}

function canAlign({ before, edit }: Edited, after: OracleTopology): boolean {
  return ![...movedStores(before, after, edit), ...movedTopics(before, after, edit)].some((one) => one.includes(' names became '));
}

function movedStores(before: OracleTopology, after: OracleTopology, edit: RandomEdit): string[] {
  const own = (answer: OracleTopology): string[] =>
    answer.stores.filter((one) => one.auto && one.global !== true && one.unconnected !== true).map(({ name }) => name);
  const added = storesBelow(after, edit.addedTopic);
  return sideBySide(
    own(before).filter((name) => name !== edit.named?.before && !edit.removed.includes(name)),
    own(after).filter((name) => !added.has(name)),
    edit.named === undefined ? [] : [edit.named],
  );
}

function movedTopics(before: OracleTopology, after: OracleTopology, edit: RandomEdit): string[] {
  const own = (answer: OracleTopology): string[] =>
    answer.repartitionTopics.filter(({ auto }) => auto).map(({ name }) => name.slice(answer.applicationId.length + 1));
  const topic =
    edit.named === undefined ? undefined : { before: `${edit.named.before}-repartition`, after: `${edit.named.after}-repartition` };
  const had = topic !== undefined && own(before).includes(topic.before) ? [topic] : [];
  return sideBySide(
    own(before).filter((name) => name !== topic?.before && !edit.removed.includes(name)),
    own(after),
    had,
  );
}

function sideBySide(
  before: readonly string[],
  after: readonly string[],
  named: readonly { readonly before: string; readonly after: string }[],
): string[] {
  const sorted = (names: readonly string[]): string[] => [...names].sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1));
  const [old, now] = [sorted(before), sorted(after)];
  if (old.length !== now.length) return [`${old.length} names became ${now.length}: ${old.join(' ')} | ${now.join(' ')}`];
  const pairs = [...old.map((name, i) => ({ before: name, after: now[i]! })), ...named];
  return pairs.filter((pair) => pair.before !== pair.after).map((pair) => `${pair.before} -> ${pair.after}`);
}

/** Stores of the sub-topology that reads the topic. */
function storesBelow({ subtopologies }: OracleTopology, topic: string | undefined): Set<string> {
  const found = subtopologies.filter(({ nodes }) => nodes.some((node) => topic !== undefined && node.topics?.includes(topic) === true));
  return new Set(found.flatMap(({ nodes }) => nodes.flatMap((node) => node.stores ?? [])));
}

function createRandom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

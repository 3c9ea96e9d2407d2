/**
 * Random Java programs around a builder, compiled and run by the real library and read by us: no name that we say is wrong, none is left
 * out without a word, and so many of those that the library makes are said.
 * npm run java-fuzz -- [--n 300] [--seed X] [--kafka 4.3.0] [--least 95] [--only KIND] [--explain] [--keep FOLDER]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { TopologyReport } from '../../../src/core/report.js';
import { runLibrary } from '../../support/library.js';
import { judgeNames, namesMade, type Verdict } from '../../support/judgeNames.js';
import type { OracleAnswer, OracleError } from '../../support/oracleAnswer.js';
import { requestForTexts } from '../../support/oracleRequest.js';
import { readGrammars } from '../../support/sourceEvaluator.js';
import { alone, createProgram, kindsOfPieces, render, renderUnread, unreadKinds, type Program } from './program.js';
import { emptyTally, print, tally, type Tally } from './tally.js';

const { values } = parseArgs({
  options: {
    n: { type: 'string', default: '300' },
    seed: { type: 'string', default: process.env['FUZZ_SEED'] ?? String(1 + Math.floor(Math.random() * 900_000)) },
    kafka: { type: 'string', default: '4.3.0' },
    least: { type: 'string', default: '95' },
    only: { type: 'string' },
    keep: { type: 'string' },
    explain: { type: 'boolean', default: false },
  },
});
const { n, seed, kafka, least, only } = values;
const batch = 150;
/** A program that takes longer to read is told of. */
const slowMs = 5_000;
/** Programs whose pieces are run alone, to show the piece that is wrong. */
const mostTakenApart = 40;

interface Judged {
  readonly program: Program;
  readonly files: Readonly<Record<string, string>>;
  readonly reports: readonly TopologyReport[];
  readonly verdict: Verdict;
}

if (only !== undefined && !kindsOfPieces.includes(only)) throw new Error(`--only takes one of: ${kindsOfPieces.join(', ')}`);
console.log(
  `${n} random Java programs on ${kafka}, seed ${seed} (again: npm run java-fuzz -- --n ${n} --kafka ${kafka} --seed ${seed}${only === undefined ? '' : ` --only ${only}`})`,
);
const work = mkdtempSync(join(tmpdir(), 'streams-lens-java-'));
let uncompiled = 0;
const analyser = await createAnalyser(await readGrammars(), '0');
try {
  const counts = emptyTally();
  const bad: Judged[] = [];
  for (let from = 0; from < Number(n); from += batch) {
    const programs = Array.from({ length: Math.min(batch, Number(n) - from) }, (_, i) => createProgram(Number(seed), from + i, only));
    for (const judged of judgeAll(programs)) {
      tally(counts, judged.verdict, judged.reports, !judged.program.pieces.some(({ piece }) => unreadKinds.has(piece.kind)));
      if (judged.verdict.wrong.length + judged.verdict.leftOut.length > 0) bad.push(judged);
      if (values.keep !== undefined) keep(values.keep, judged);
    }
  }
  explain(bad);
  print(counts, values.explain);
  finish(counts);
} finally {
  rmSync(work, { recursive: true, force: true });
  analyser.dispose();
}

function judgeAll(programs: readonly Program[]): Judged[] {
  const folder = mkdtempSync(join(work, 'sources-'));
  const rendered = programs.map((program) => ({ program, files: render(program) }));
  const paths = rendered.flatMap(({ program, files }) =>
    Object.entries({ ...files, ...renderUnread(program) }).map(([name, text]) => {
      const path = join(folder, `${name}.java`);
      writeFileSync(path, text);
      return path;
    }),
  );
  const answers = new Map(runLibrary(work, kafka, paths).answers.map((answer) => [answer.case, answer]));
  return rendered.flatMap(({ program, files }) => {
    const answer = answers.get(program.name);
    if (answer === undefined) throw new Error(`The library gave no answer for ${program.name}`);
    if (answer.status === 'error') complain(answer, files[program.name] ?? '');
    if (answer.status === 'error' && answer.errorKind === 'COMPILE') uncompiled++;
    if (answer.status === 'error' && answer.errorKind === 'COMPILE') return [];
    const started = performance.now();
    const judged = { program, files, ...judge(answer, files) };
    const ms = performance.now() - started;
    if (ms > slowMs)
      console.log(`SLOW ${program.name}: read in ${Math.round(ms)} ms (${program.pieces.map(({ piece }) => piece.kind).join(' ')})`);
    return [judged];
  });
}

/** What the generator should not have written: it does not compile, or it ends in an exception. */
function complain({ case: name, errorKind, error }: OracleError, text: string): void {
  const line = /^line (\d+):/.exec(error)?.[1];
  console.log(`${errorKind} ${name}: ${error}\n${line === undefined ? '' : numbered(text).split('\n')[Number(line) - 1]}`);
}

function judge(answer: OracleAnswer, files: Readonly<Record<string, string>>): { reports: readonly TopologyReport[]; verdict: Verdict } {
  const texts = Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}.java`, text]));
  const reports = analyser.analyse(requestForTexts(texts, kafka)).topologies;
  return { reports, verdict: judgeNames(namesMade(answer), reports) };
}

/** The shortest piece of each kind that is wrong alone; else the names of the programs that are wrong as a whole. */
function explain(bad: readonly Judged[]): void {
  const apart = bad.slice(0, mostTakenApart).flatMap(({ program }, i) => program.pieces.map((_, at) => alone(program, at, `P${i}x${at}`)));
  const shortest = new Map<string, Judged>();
  const whole = new Set(bad.slice(0, mostTakenApart).map((_, i) => `P${i}`));
  for (const judged of apart.length === 0 ? [] : judgeAll(apart)) {
    if (judged.verdict.wrong.length + judged.verdict.leftOut.length === 0) continue;
    whole.delete(judged.program.name.replace(/x.*/, ''));
    const kind = judged.program.pieces[0]?.piece.kind ?? '';
    const known = shortest.get(kind);
    if (known === undefined || textOf(judged).length < textOf(known).length) shortest.set(kind, judged);
  }
  for (const judged of shortest.values()) show(judged);
  for (const name of whole) show(bad[Number(name.slice(1))]!);
}

function textOf({ files }: Judged): string {
  return Object.values(files).join('\n');
}

function show(judged: Judged): void {
  const { wrong, leftOut, exact, unknown } = judged.verdict;
  const kinds = judged.program.pieces.map(({ piece }) => piece.kind).join(' ');
  console.log(`WRONG ${kinds}: said and not made ${list(wrong)}; left out ${list(leftOut)}; made ${list([...exact, ...unknown])}`);
  for (const place of placesOf(judged)) console.log(`  at ${place}`);
  console.log(numbered(textOf(judged)));
}

function placesOf({ reports, verdict }: Judged): string[] {
  return reports.flatMap((report) =>
    [...report.stores, ...report.repartitions]
      .filter(({ name }) => name !== null && verdict.wrong.some((wrong) => wrong.endsWith(` ${name}`)))
      .map(({ name, location }) => `${location.file}:${location.line} ${name}`),
  );
}

function list(names: readonly string[]): string {
  return (
    names
      .filter((name) => !name.startsWith('changelog'))
      .slice(0, 12)
      .join(', ') || 'nothing'
  );
}

function numbered(text: string): string {
  return text
    .split('\n')
    .map((line, i) => `${String(i + 1).padStart(4)}  ${line}`)
    .join('\n');
}

function keep(folder: string, { program, files, verdict }: Judged): void {
  const into = join(folder, program.name);
  mkdirSync(into, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(into, `${name}.java`), text);
  writeFileSync(join(into, 'verdict.json'), `${JSON.stringify(verdict, null, 1)}\n`);
}

function finish({ wrong, leftOut, programs, badPrograms, knowable }: Tally): void {
  const share = (100 * knowable.exact) / Math.max(1, knowable.all);
  console.log(`Of ${knowable.all} names of programs that are read in full ${share.toFixed(1)} % are exact.`);
  const enough = share >= Number(least);
  if (!enough) console.log(`Only ${share.toFixed(1)} % of these are said, at least ${least} % must be.`);
  if (uncompiled > 0) console.log(`The generator wrote ${uncompiled} programs that do not compile.`);
  const failed = badPrograms + uncompiled + (enough ? 0 : 1);
  console.log(`${programs - badPrograms} passed, ${failed} failed`);
  process.exitCode = failed === 0 && wrong + leftOut === 0 && programs > 0 ? 0 : 1;
}

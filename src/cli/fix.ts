/** kslens fix */
import { createTwoFilesPatch } from 'diff';
import { plural } from '../core/features/words.js';
import type { FixAsk } from '../core/fixes/fixAsk.js';
import { toFix, type FixPlan, type Refusal } from '../core/fixes/planFix.js';
import { readRegularFile } from '../platform/files/readRegularFile.js';
import { decodeSource, maxFileBytes } from '../platform/files/sourceText.js';
import { writeRegularFile } from '../platform/files/writeRegularFile.js';
import { morePinned } from '../present/code/fixTexts.js';
import { withProject } from './analyzePaths.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import { readSide } from './sides.js';
import { printable, safeJson } from '../base/printable.js';
import type { Terminal } from './terminal.js';

/** 0: everything has a name, or was given one; 1: edits are shown and not written, or something could not be named. */
export async function fix(given: GivenOptions, terminal: Terminal): Promise<number> {
  const mode = given.text('mode');
  if (mode !== 'pin' && mode !== 'name') throw new CommandLineError('fix needs --mode pin or --mode name; see kslens fix --help');
  const rule = given.text('rule') as FixAsk['rule'];
  const side = given.text('to');
  if (side !== undefined && mode !== 'pin') throw new CommandLineError('--to is for --mode pin');
  const keepsPlaces = given.has('keep-places');
  if (keepsPlaces && (mode !== 'pin' || side !== undefined)) throw new CommandLineError('--keep-places is for --mode pin without --to');
  const to = side === undefined ? undefined : (await readSide(side, given, terminal)).names;
  const ask: FixAsk = { mode, keepsPlaces, ...(rule === undefined ? {} : { rule }), ...(to === undefined ? {} : { to }) };
  return withProject(given, terminal, (analyser, request, { sources, files }) => {
    const plan = analyser.planFix(request, ask);
    if (plan.topologies === 0) throw new CommandLineError(`no Kafka Streams topology was found in ${given.paths[0]}: nothing to fix`);
    const write = given.has('write');
    if (given.text('format') === 'json') terminal.print(toJson(mode, plan));
    else if (!write) terminal.print(toPatch(plan));
    if (write) writeFiles(plan, (file) => sources.toPath(file), files.tops);
    const isPlainPin = mode === 'pin' && !keepsPlaces && side === undefined;
    const withPlaces = isPlainPin && plan.refused.length > 0 ? analyser.planFix(request, { ...ask, keepsPlaces: true }) : undefined;
    for (const line of toSummary(mode, plan, write, side)) terminal.say(line);
    const more = morePinned(withPlaces, plan, '--keep-places');
    if (more !== undefined) terminal.say(`kslens: ${more}`);
    return (plan.files.size > 0 && !write) || plan.refused.length > 0 ? 1 : 0;
  });
}

function toPatch({ files }: FixPlan): string {
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, { before, after }]) =>
      createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, ''),
    )
    .join('');
}

function toJson(mode: string, plan: FixPlan): string {
  const { named, refused } = plan;
  return `${safeJson({ formatVersion: 1, mode, ...toFix(titleOf(mode), plan), named, refused }, 2)}\n`;
}

function titleOf(mode: string): string {
  return mode === 'pin' ? 'Give every store and topic the name that it has now' : 'Give every store and topic a name of its own';
}

/** A byte order mark stays. A file that is not what was analysed is not touched, nor is any other. */
function writeFiles({ files }: FixPlan, toPath: (file: string) => string, tops: readonly string[]): void {
  const writes = [...files].map(([file, { before, after }]) => {
    const path = toPath(file);
    const found = readRegularFile(path, { limit: maxFileBytes, within: tops });
    const bytes = found.kind === 'read' ? found.bytes : new Uint8Array();
    const read = decodeSource(bytes);
    if (found.kind !== 'read' || !('text' in read) || read.text !== before)
      throw new CommandLineError(`${file} changed while it was analysed: nothing is written, run again`);
    const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\uFEFF' : '';
    return { file, path, text: mark + after };
  });
  for (const { file, path, text } of writes) {
    const refused = writeRegularFile(path, text, tops);
    if (refused !== undefined) throw new CommandLineError(`${file}: ${refused}; what comes after it is not written either`);
  }
}

function toSummary(mode: 'pin' | 'name', plan: FixPlan, written: boolean, side: string | undefined): string[] {
  const { files, changes, named, refused } = plan;
  const count = named.length;
  const where = `${plural(count, 'call', 'calls')} in ${plural(files.size, 'file', 'files')}`;
  const lines: string[] = [];
  const moves = changes.length === 0 ? 'no name changes' : 'names that change, and what is in them under the old name is orphaned:';
  if (count === 0 && refused.length > 0) lines.push('kslens: nothing can be named');
  else if (count === 0)
    lines.push(
      `kslens: ${side === undefined ? 'every store and repartition topic has a name' : `no name moved since ${side}`}: nothing to do`,
    );
  else if (side !== undefined)
    lines.push(
      `kslens: ${written ? 'pinned' : 'would pin'} ${where} to the names of ${side}: the analysis of the edited code gives them again; from the names of the code as it is:`,
    );
  else if (mode === 'pin')
    lines.push(`kslens: ${written ? 'pinned' : 'would pin'} ${where}; nothing moves: the analysis of the edited code gives the same names`);
  else lines.push(`kslens: ${written ? 'named' : 'would name'} ${where}; ${moves}`);
  if (plan.drawn > 0)
    lines.push(`kslens: ${plural(plan.drawn, 'operator that does nothing keeps', 'operators that do nothing keep')} the places of numbers`);
  for (const { kind, before, after } of changes)
    lines.push(`  ${kind} ${printable(before ?? '(none)')} -> ${printable(after ?? '(none)')}`);
  const reasons = new Map<string, Refusal[]>();
  for (const one of refused) reasons.set(one.reason, [...(reasons.get(one.reason) ?? []), one]);
  for (const [reason, all] of reasons) {
    lines.push(`kslens: not named: ${printable(reason)}`);
    for (const { location, operator, names } of all)
      lines.push(`  ${printable(names.join(', '))}  (${operator}, ${printable(location.file)}:${location.line})`);
  }
  if (!written && files.size > 0) lines.push('kslens: nothing is written; --write applies the edits');
  return lines;
}

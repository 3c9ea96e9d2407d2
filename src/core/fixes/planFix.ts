/** Plans edits that give names, and proves by analysing the edited text what they do. */
import { applyEdits, overlap, type TextEdit } from '../../base/edits.js';
import { createLineIndex, type LineIndex } from '../../base/text.js';
import type { Fix, Location, NameChange, Report } from '../report.js';
import type { SourceUnit } from '../form/form.js';
import type { SourceText } from '../form/sourceText.js';
import { compareReports, toNameChanges, type Compared, type EditedFile } from './compareReports.js';
import { findCall } from '../writing/callSite.js';
import type { Naming } from '../writing/naming.js';
import type { Writer } from '../writing/writer.js';
import { compareNamings, nameCall } from '../writing/nameCall.js';
import type { Written } from '../writing/named.js';
import { placeOf, type Target } from './targets.js';

export interface Source {
  readonly unit: SourceUnit;
  /** How its language is written. */
  readonly writer: Writer;
  readonly text: SourceText;
  /** Of the text as it is written. */
  readonly lines: LineIndex;
}

/** The code as it is, and what the analysis would say of other texts. */
export interface Code {
  readonly report: Report;
  sourceOf(file: string): Source | undefined;
  /**
   * The report of the code with these texts in place of its files'. Where it is not asked for `anew`, entries that ran none of what is
   * edited are not followed again: `isWhole` says that there was none.
   */
  analyse(texts: ReadonlyMap<string, string>, anew: boolean): { readonly report: Report; readonly isWhole: boolean };
}

/** One call and what of it gets a name; the target is what is named by it. */
export interface Wish {
  readonly target: Target;
  readonly location: Location;
  readonly naming: Naming;
}

export interface Refusal {
  readonly location: Location;
  readonly operator: string;
  /** The names that stay generated. */
  readonly names: readonly string[];
  readonly reason: string;
}

export interface NamedCall {
  readonly location: Location;
  readonly operator: string;
  /** The generated names that the call has now. */
  readonly names: readonly string[];
  /** What is written into the code. */
  readonly given: string;
}

export interface FixPlan {
  /** How many were looked at. */
  readonly topologies: number;
  /** Empty where nothing can be done. */
  readonly files: ReadonlyMap<string, EditedFile>;
  readonly changes: readonly NameChange[];
  readonly named: readonly NamedCall[];
  readonly refused: readonly Refusal[];
  /** How many operators that do nothing are added to draw numbers in place of stores that get names. */
  readonly drawn: number;
}

export interface Attempt {
  readonly files: ReadonlyMap<string, EditedFile>;
  readonly compared: readonly Compared[];
  readonly after: Report;
  /** All of the edited code was analysed: it is a proof. */
  readonly isWhole: boolean;
}

function namesOfTarget({ stores, repartitions }: Target): string[] {
  return [
    ...stores.map((store) => store.name ?? store.pattern ?? store.alternatives.join(' or ')),
    ...repartitions.map((topic) => topic.suffix ?? topic.pattern ?? topic.alternatives.join(' or ')),
  ];
}

export function refuse(target: Target, reason: string): Refusal {
  return { location: target.found, operator: target.operator, names: namesOfTarget(target), reason };
}

/** A stable key: several topologies may make their names at one call. */
export function callKey({ location, naming }: Wish): string {
  return `${placeOf(location)} ${naming.what}`;
}

/** Why a call cannot be given the name; undefined where it can. Looks at the one call only. */
export function refusalOf(code: Code, wish: Wish): string | undefined {
  const written = writtenAt(code, wish.location);
  if (written === undefined) return 'no call in the source makes it: a framework does, by a setting of its own';
  const named = nameCall(written, wish.naming);
  return 'refused' in named ? named.refused : undefined;
}

/** The call at a place; undefined where there is none. */
export function writtenAt(code: Code, location: Location): Written | undefined {
  const source = code.sourceOf(location.file);
  if (source === undefined) return undefined;
  const { unit, writer, text, lines } = source;
  const site = findCall(unit, text.text, text.fromFile(lines.toOffset(location)));
  return site === undefined ? undefined : { site, writer, imports: writer.imports(unit, text.text) };
}

/** Edits for all wishes, each of which can be done by itself, with others by file, and what they do. `anew`: as a proof. */
export function attempt(
  code: Code,
  wishes: readonly Wish[],
  others: ReadonlyMap<string, readonly TextEdit[]> = new Map(),
  anew = true,
): Attempt {
  const byFile = new Map<string, Wish[]>([...others.keys()].map((file) => [file, []]));
  for (const wish of wishes) byFile.set(wish.location.file, [...(byFile.get(wish.location.file) ?? []), wish]);
  const files = new Map<string, EditedFile>();
  for (const [file, mine] of byFile) {
    const text = code.sourceOf(file)?.text;
    if (text === undefined) continue;
    const before = text.written;
    const edits = editFile(code, mine, others.get(file) ?? []).map((edit) => toFileEdit(text, edit));
    if (edits.length > 0) files.set(file, { before, after: applyEdits(before, edits), edits });
  }
  const texts = new Map([...files].map(([file, { after: text }]) => [file, text]));
  const { report: after, isWhole } = files.size === 0 ? { report: code.report, isWhole: true } : code.analyse(texts, anew);
  return { files, compared: compareReports(code.report, after, files), after, isWhole };
}

/** Nothing that an edit writes has an escape: names hold no backslash. */
function toFileEdit({ toFile }: SourceText, { span, newText }: TextEdit): TextEdit {
  return { span: { start: toFile(span.start), end: toFile(span.end) }, newText };
}

/** In offsets of the text as the compiler sees it. */
function editFile(code: Code, wishes: readonly Wish[], others: readonly TextEdit[]): TextEdit[] {
  const edits: TextEdit[] = [...others];
  let imports: Written['imports'] | undefined;
  const calls = new Map<string, Wish[]>();
  for (const wish of wishes) calls.set(placeOf(wish.location), [...(calls.get(placeOf(wish.location)) ?? []), wish]);
  for (const mine of calls.values()) {
    const found = writtenAt(code, mine[0]!.location)!;
    // One of the file, so that nothing is imported twice.
    imports ??= found.imports;
    const written: Written = { ...found, imports };
    const added = new Map<number, string[]>();
    const ordered = [...mine].sort((a, b) => compareNamings(found.site, a.naming, b.naming));
    for (const { naming } of ordered) {
      const named = nameCall(written, naming);
      if ('refused' in named) throw new Error(`a call that cannot be named was not sorted out: ${named.refused}`);
      edits.push(...named.edits);
      for (const { index, argument } of named.added) added.set(index, [...(added.get(index) ?? []), argument]);
    }
    for (const [index, texts] of added) edits.push(written.writer.insertArguments(written.site, index, texts));
  }
  const all = imports === undefined ? edits : [...edits, ...imports.edits()];
  if (overlap(all)) throw new Error('edits of one file overlap');
  return all;
}

export interface Trouble {
  readonly topology: string;
  readonly reason: string;
}

/** What makes an edited text worse than it was, of each topology: an error or a gap that was not there. */
export function newTroubles(before: Report, after: Report): Trouble[] {
  return before.topologies.flatMap((old): Trouble[] => {
    const now = after.topologies.find(({ id }) => id === old.id);
    if (now === undefined) return [{ topology: old.id, reason: `${old.entry.symbol} is not found any more` }];
    const known = new Set(old.gaps.map(({ reason }) => withoutNumbers(reason)));
    const gap = now.gaps.find(({ reason }) => !known.has(withoutNumbers(reason)));
    return gap === undefined ? [] : [{ topology: old.id, reason: gap.reason }];
  });
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d+/g, '#');
}

export function toPlan(code: Code, done: Attempt, wishes: readonly Wish[], refused: readonly Refusal[], drawn = 0): FixPlan {
  const named = wishes.map(({ target, naming }): NamedCall => ({
    location: target.found,
    operator: target.operator,
    names: namesOfTarget(target),
    given: naming.what === 'joinSuppliers' ? naming.stores.map(({ name }) => name).join(', ') : naming.name,
  }));
  return {
    topologies: code.report.topologies.length,
    files: done.files,
    changes: distinct(toNameChanges(done.compared)),
    named: distinct(named),
    refused: distinct(refused),
    drawn,
  };
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The plan in the report's words. */
export function toFix(title: string, plan: FixPlan): Fix {
  return {
    title,
    edits: [...plan.files].flatMap(([file, { before, edits }]) => {
      const index = createLineIndex(before);
      return edits.map(({ span, newText }) => {
        const [start, end] = [index.toLineColumn(span.start), index.toLineColumn(span.end)];
        return { file, range: { line: start.line, column: start.column, endLine: end.line, endColumn: end.column }, newText };
      });
    }),
    effect: plan.changes,
  };
}

/** Gives a store another name wherever the code names it, and proves by analysing the edited text that nothing else moves. */
import { applyEdits, type TextEdit } from '../../base/edits.js';
import type { Span } from '../../base/text.js';
import type { Location, NameChange, Report, TopologyReport } from '../report.js';
import { compareReports, toNameChanges, type EditedFile } from '../fixes/compareReports.js';
import type { Code } from '../fixes/planFix.js';
import type { Expression } from '../form/form.js';
import { eachRecord } from '../form/walk.js';
import type { ReadCode } from '../rules/codeRule.js';
import { findStoreNames, type StoreNamePlace } from './findStoreNames.js';

/** 1-based, anywhere on the name. */
export interface PlaceAsk {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type StoreNameAt =
  | {
      readonly name: string;
      /** What the place itself says. */
      readonly at: Location;
      readonly made: readonly Location[];
      readonly used: readonly Location[];
    }
  | { readonly refused: string };

export type RenamePlan =
  | {
      readonly files: ReadonlyMap<string, EditedFile>;
      /** Persistent names that are others then. */
      readonly changes: readonly NameChange[];
      /** The same text, where nothing says that it is the store's name: it stays. */
      readonly others: readonly Location[];
      /** Where a constant that is edited stands for something else: that changes, too. */
      readonly shared: readonly Location[];
      /** Places that ask for a store by a name that is not known. */
      readonly computed: readonly Location[];
    }
  | { readonly refused: string };

export interface NamingCode extends Pick<ReadCode, 'units'> {
  /** The offset into what the compiler sees; undefined: the file was not read as code. */
  offsetOf(ask: PlaceAsk): number | undefined;
  locate(place: Pick<StoreNamePlace, 'file' | 'span'>): Location;
}

const noName = { refused: 'No store is named here.' } as const;
const computedName = { refused: 'The name of the store is computed here: which store it is, is not known.' } as const;

export function storeNameAt(code: NamingCode, ask: PlaceAsk): StoreNameAt {
  const places = findStoreNames(code);
  const found = placeAt(places, code, ask);
  if (found === undefined) return noName;
  const { text } = found.place;
  if (text === undefined) return computedName;
  const named = (role: StoreNamePlace['role']): Location[] =>
    places.filter((one) => one.role === role && one.text?.value === text.value).map((one) => code.locate(one));
  return { name: text.value, at: code.locate(found.here), made: named('made'), used: named('used') };
}

function placeAt(
  places: readonly StoreNamePlace[],
  code: NamingCode,
  ask: PlaceAsk,
): { readonly place: StoreNamePlace; readonly here: Pick<StoreNamePlace, 'file' | 'span'> } | undefined {
  const offset = code.offsetOf(ask);
  if (offset === undefined) return undefined;
  for (const place of places)
    for (const here of [place, ...(place.text === undefined ? [] : [place.text])])
      if (here.file === ask.file && here.span.start <= offset && offset <= here.span.end) return { place, here };
  return undefined;
}

/** `read`: `code.report`'s units. */
export function planRename(code: Code, read: NamingCode, ask: PlaceAsk, name: string): RenamePlan {
  const places = findStoreNames(read);
  const found = placeAt(places, read, ask);
  if (found === undefined) return noName;
  const old = found.place.text?.value;
  if (old === undefined) return computedName;
  const refused = whyNot(code.report, old, name);
  if (refused !== undefined) return { refused };
  const isDrawn = operatorsOf(code);
  if (!isDrawn(found.place)) return noName;
  const named = places.filter((one) => one.text?.value === old && isDrawn(one));
  if (!named.some(({ role }) => role === 'made'))
    return { refused: `${old} is made by a name that is computed: it is not in the code as a text.` };
  // Before the edited text is analysed: what was read follows it.
  const others = otherTexts(read, named, old);
  const shared = sharedConstants(read, named);
  const computed = places.filter(({ text, role }) => text === undefined && role === 'used').map((one) => read.locate(one));
  const files = editedFiles(code, named, name);
  const { report: after } = code.analyse(new Map([...files].map(([file, { after: text }]) => [file, text])), true);
  const wrong = whatElseMoves(code.report, after, files, old, name);
  if (wrong !== undefined) return { refused: wrong };
  return {
    files,
    changes: toNameChanges(compareReports(code.report, after, files)),
    others,
    shared,
    computed,
  };
}

/** Of a call that may be another class's, whether it draws an operator. */
function operatorsOf({ report, sourceOf }: Code): (place: StoreNamePlace) => boolean {
  const drawn = new Set<string>();
  const nodes = report.topologies.flatMap(({ subtopologies }) => subtopologies.flatMap((one) => one.nodes));
  for (const { location } of nodes) {
    const source = location === null ? undefined : sourceOf(location.file);
    if (location !== null && source !== undefined) drawn.add(`${location.file}:${source.text.fromFile(source.lines.toOffset(location))}`);
  }
  return ({ file, perhaps }) => perhaps === undefined || drawn.has(`${file}:${perhaps}`);
}

function whyNot({ topologies }: Report, old: string, name: string): string | undefined {
  const stores = topologies.flatMap((topology) => topology.stores);
  if (old === name) return `The store is called ${name} already.`;
  if (stores.some((store) => store.alternatives.includes(old)))
    return `The code makes ${old} on some ways only, or under another name: its name is not exact.`;
  const own = stores.filter((store) => store.name === old);
  if (own.length === 0) return `No topology of the code is known to have a store ${old}.`;
  if (own.some((store) => store.autoNamed)) return `${old} is a generated name: give the store one first.`;
  return stores.some((store) => store.name === name || store.alternatives.includes(name)) ? `There is a store ${name} already.` : undefined;
}

function editedFiles(code: Code, named: readonly StoreNamePlace[], name: string): ReadonlyMap<string, EditedFile> {
  const edits = new Map<string, Map<number, TextEdit>>();
  for (const { text } of named) {
    const source = text === undefined ? undefined : code.sourceOf(text.file);
    if (text === undefined || source === undefined) continue;
    const { writer, text: sourceText } = source;
    const span = { start: sourceText.toFile(text.span.start), end: sourceText.toFile(text.span.end) };
    const ofFile = edits.get(text.file) ?? new Map<number, TextEdit>();
    // Several places may be one constant.
    edits.set(text.file, ofFile.set(span.start, { span, newText: writer.text(name) }));
  }
  return new Map(
    [...edits].flatMap(([file, byStart]): [string, EditedFile][] => {
      const source = code.sourceOf(file);
      const own = [...byStart.values()];
      if (source === undefined) return [];
      return [[file, { before: source.text.written, after: applyEdits(source.text.written, own), edits: own }]];
    }),
  );
}

/** A sentence of what the edit does beside giving the name; undefined: nothing. */
function whatElseMoves(
  before: Report,
  after: Report,
  files: ReadonlyMap<string, EditedFile>,
  old: string,
  name: string,
): string | undefined {
  for (const topology of before.topologies) {
    const now = after.topologies.find(({ id }) => id === topology.id);
    if (now === undefined) return `${topology.entry.symbol} would not be found any more.`;
    if (now.error !== null && topology.error === null) return `${topology.entry.symbol} would fail: ${now.error.message}`;
    if (topology.complete && !now.complete) return `Not all names of ${topology.entry.symbol} would be known any more.`;
    const topics = topicsOf(now);
    const topic = topicsOf(topology).find((one) => !topics.includes(one));
    if (topic !== undefined)
      return `The edit would move more than ${old}: ${topology.entry.symbol} would not use the topic ${topic} any more.`;
  }
  for (const { kind, before: was, after: now } of compareReports(before, after, files)) {
    if (kind !== 'store') continue;
    const expected = was === undefined ? undefined : was.name === old ? name : was.name;
    if (now?.name !== expected) return `The edit would move more than ${old}: ${was?.name ?? now?.name ?? 'a store'} would be another.`;
  }
  return undefined;
}

const topicsOf = ({ sources, sinks }: TopologyReport): string[] =>
  [...sources, ...sinks].flatMap(({ topic, pattern }) => topic ?? pattern ?? []);

function sharedConstants(read: NamingCode, named: readonly StoreNamePlace[]): Location[] {
  const edited = new Set(named.map(({ file, span }) => `${file}:${span.start}`));
  const constants = new Map(
    named.flatMap(({ text }): [string, { readonly home: string; readonly className: string; readonly constant: string }][] =>
      text?.constant === undefined
        ? []
        : [[`${text.file}:${text.span.start}`, { home: text.file, className: text.constant.className, constant: text.constant.name }]],
    ),
  );
  return [...constants.values()].flatMap(({ home, className, constant }) =>
    read.units.flatMap(({ file, classes }) => {
      const found: Location[] = [];
      eachRecord(classes, (record) => {
        if (record['name'] !== constant) return;
        const { kind, target, span } = record as unknown as { readonly kind?: string; readonly target?: Expression; readonly span: Span };
        const isMeant = kind === 'name' ? file === home : kind === 'select' && target?.kind === 'name' && target.name === className;
        if (isMeant && !edited.has(`${file}:${span.start}`)) found.push(read.locate({ file, span }));
      });
      return found;
    }),
  );
}

function otherTexts(read: NamingCode, named: readonly StoreNamePlace[], old: string): Location[] {
  const edited = new Set(named.flatMap(({ text }) => (text === undefined ? [] : `${text.file}:${text.span.start}`)));
  return read.units.flatMap(({ file, classes }) => {
    const found: Location[] = [];
    eachRecord(classes, (record) => {
      if (record['kind'] !== 'text' || record['value'] !== old) return;
      const { span } = record as unknown as StoreNamePlace;
      if (!edited.has(`${file}:${span.start}`)) found.push(read.locate({ file, span }));
    });
    return found;
  });
}

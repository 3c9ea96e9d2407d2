/** Parsed files: kept from one analysis to the next while their text is the same. */
import { createLineIndex } from '../base/text.js';
import type { Sources } from './analyser.js';
import type { Parser, ParsedUnit } from './languages/tree/parser.js';
import type { SourceUnit } from './form/form.js';
import { isGenerated } from './form/generatedCode.js';
import type { SourceText, UnreadFile } from './form/sourceText.js';
import { languageOfFile } from './languages/languageFacts.js';
import { countMembers } from './form/walk.js';
import { languageOf } from './languages/languages.js';

const keptUnits = 400;
/** Of all that is read for one analysis: about 15 MB of code that people write, and less than a gigabyte of memory. */
const mostWeight = 9_000_000;
const mentionsStreams = /\b(?:StreamsBuilder|Topology|kafka\.streams)\b/;
const tooMuch = 'the files that were read before it are as much code as is read in one analysis: name a part of the project';
const nothing: SourceText = { written: '', text: '', toFile: (offset) => offset, fromFile: (offset) => offset };

/** As the memory that it takes: of the tree and the form of bodies, and of the form of members, which is made at once. */
function weightOf({ unit, nodes }: ParsedUnit): number {
  return 3 * nodes + 20 * countMembers(unit.classes);
}

interface Kept {
  readonly text: SourceText;
  readonly settings: readonly string[];
  readonly parsed: ParsedUnit;
  readonly weight: number;
}

export interface UnitSession {
  /** The files in which an entry may stand, parsed, in the sources' order. */
  candidates(onProgress: (done: number, total: number) => void, signal: AbortSignal | undefined): SourceUnit[];
  unitOf(file: string): SourceUnit | undefined;
  /** What `candidates` gave last. */
  read(): readonly SourceUnit[];
  /** No file was left unread because there is too much. */
  isWhole(): boolean;
  /** Files that were not read as code, with what stands in them; the same list until more are found. */
  unread(): readonly UnreadFile[];
  /** Says why something of a file is not reported. */
  skip(file: string, reason: string): void;
  /** Empty where the file was not parsed. */
  textOf(file: string): SourceText;
  skipped(): { file: string; reason: string }[];
  stats(): { filesSeen: number; filesParsed: number; bytesParsed: number };
  /** Lets go of what was parsed for this analysis only. */
  close(): void;
}

export interface Units {
  open(sources: Sources): UnitSession;
  dispose(): void;
}

export function createUnits(parser: Parser, weightLimit = mostWeight): Units {
  const kept = new Map<string, Kept>();

  return {
    open(sources) {
      const used = new Set<string>();
      const skipped = new Map<string, string>();
      const unread = new Set<string>();
      let candidates: SourceUnit[] = [];
      let filesParsed = 0;
      let bytesParsed = 0;
      let weight = 0;

      function leaveUnread(file: string, reason: string): undefined {
        skipped.set(file, reason);
        unread.add(file);
        kept.get(keyOf(sources, file))?.parsed.dispose();
        kept.delete(keyOf(sources, file));
      }

      function unitOf(file: string): SourceUnit | undefined {
        const known = kept.get(keyOf(sources, file));
        if (known !== undefined && used.has(file)) return known.parsed.unit;
        if (unread.has(file)) return undefined;
        const read = sources.read(file);
        const facts = languageOfFile(file);
        if (read === undefined || facts === undefined || isGenerated(read)) return undefined;
        if ('skipped' in read) {
          skipped.set(file, read.skipped);
          return undefined;
        }
        const language = languageOf(facts.id);
        const text = known?.text.written === read.text ? known.text : language.readText(read.text);
        if ('malformedAt' in text) {
          const line = lineAt(read.text, text.malformedAt);
          return leaveUnread(file, `line ${line} is not valid ${facts.name}: ${text.problem}`);
        }
        if (weight > weightLimit) return leaveUnread(file, tooMuch);
        const settings = settingsOf(sources, file, read.text);
        used.add(file);
        kept.delete(keyOf(sources, file)); // most recently used last
        if (known?.text === text && isEqual(known.settings, settings)) return keep(file, known);
        let parsed: ParsedUnit;
        try {
          parsed = known === undefined ? parser.parse(language, file, text.text, settings) : known.parsed.edit(text.text, settings);
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          return leaveUnread(file, 'its code is nested too deeply, or too much, to be read');
        }
        filesParsed++;
        bytesParsed += read.text.length;
        return keep(file, { text, settings, parsed, weight: weightOf(parsed) });
      }

      function keep(file: string, one: Kept): SourceUnit | undefined {
        weight += one.weight;
        kept.set(keyOf(sources, file), one);
        return weight <= weightLimit ? one.parsed.unit : leaveUnread(file, tooMuch);
      }

      return {
        candidates(onProgress, signal) {
          candidates = [];
          for (const [i, file] of sources.files.entries()) {
            if (signal?.aborted === true) break;
            if (i % 50 === 0) onProgress(i, sources.files.length);
            const read = sources.read(file);
            if (read !== undefined && 'skipped' in read) skipped.set(file, read.skipped);
            else if (read !== undefined && mentionsStreams.test(seenByCompiler(file, read.text))) {
              const unit = unitOf(file);
              if (unit !== undefined) candidates.push(unit);
            }
          }
          onProgress(sources.files.length, sources.files.length);
          return candidates;
        },
        unitOf,
        read: () => candidates.filter(({ file }) => used.has(file) && kept.get(keyOf(sources, file))?.parsed.unit !== undefined),
        isWhole: () => weight <= weightLimit,
        unread: createUnread(unread, sources),
        skip: (file, reason) => void (skipped.has(file) || skipped.set(file, reason)),
        textOf: (file) => kept.get(keyOf(sources, file))?.text ?? nothing,
        skipped() {
          for (const unit of candidates) {
            const reason = whyInPart(unit, kept.get(keyOf(sources, unit.file))?.text ?? nothing);
            if (reason !== undefined) skipped.set(unit.file, reason);
          }
          return [...skipped].map(([file, reason]) => ({ file, reason })).sort((a, b) => (a.file < b.file ? -1 : 1));
        },
        stats: () => ({ filesSeen: sources.files.length, filesParsed, bytesParsed }),
        close() {
          for (const [file, { parsed }] of kept) {
            if (kept.size <= keptUnits) break;
            parsed.dispose();
            kept.delete(file);
          }
        },
      };
    },
    dispose() {
      for (const { parsed } of kept.values()) parsed.dispose();
      kept.clear();
    },
  };
}

/** What is edited is kept beside what it is an edit of: each would else be parsed again whenever the other was. */
function keyOf({ edited }: Sources, file: string): string {
  return edited?.has(file) === true ? `${file}\0` : file;
}

/** Of those that were found up to now. */
function createUnread(found: ReadonlySet<string>, sources: Sources): () => readonly UnreadFile[] {
  let known: { readonly count: number; readonly files: readonly UnreadFile[] } | undefined;
  return () => {
    if (known?.count !== found.size) known = { count: found.size, files: [...textsOf(found, sources), ...(sources.unread?.() ?? [])] };
    return known.files;
  };
}

function textsOf(files: Iterable<string>, sources: Sources): UnreadFile[] {
  return [...files].flatMap((file) => {
    const read = sources.read(file);
    return read === undefined || 'skipped' in read ? [] : [{ file, speaksOfStreams: true, text: read.text }];
  });
}

/** Why a file was read in part; undefined: it was read. */
function whyInPart({ file, problems: [problem] }: SourceUnit, { written, toFile }: SourceText): string | undefined {
  if (problem === undefined) return undefined;
  const what = problem.beyond === true ? `has ${problem.message}` : `is not valid ${languageOfFile(file)?.name}`;
  return `line ${lineAt(written, toFile(problem.span.start))} ${what}: the file was read in part`;
}

function isEqual(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Texts of files beside a source that change what it means, where it speaks of what they are for. */
function settingsOf(sources: Sources, file: string, text: string): readonly string[] {
  const settings = languageOfFile(file)?.settings;
  return (settings !== undefined && text.includes(settings.word) ? sources.above?.(file, settings.file) : undefined) ?? [];
}

/** What is malformed hides nothing: the file is then told of as not valid. */
function seenByCompiler(file: string, written: string): string {
  const facts = languageOfFile(file);
  const read = facts === undefined ? undefined : languageOf(facts.id).readText(written);
  return read === undefined || 'malformedAt' in read ? written : read.text;
}

/** 1-based. */
function lineAt(text: string, offset: number): number {
  return createLineIndex(text).toLineColumn(offset).line;
}

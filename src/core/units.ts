/** Parsed files: kept from one analysis to the next while their text is the same. */
import type { Sources } from './analyser.js';
import type { Parser, ParsedUnit } from './syntax/parser.js';
import type { SourceUnit } from './syntax/form.js';

const keptUnits = 400;
const mentionsStreams = /\b(?:StreamsBuilder|Topology)\b/;

interface Kept {
  readonly text: string;
  readonly parsed: ParsedUnit;
}

export interface UnitSession {
  /** The files in which an entry may stand, parsed, in the sources' order. */
  candidates(onProgress: (done: number, total: number) => void, signal: AbortSignal | undefined): SourceUnit[];
  unitOf(file: string): SourceUnit | undefined;
  textOf(file: string): string;
  skipped(): { file: string; reason: string }[];
  stats(): { filesSeen: number; filesParsed: number; bytesParsed: number };
  /** Lets go of what was parsed for this analysis only. */
  close(): void;
}

export interface Units {
  open(sources: Sources): UnitSession;
  dispose(): void;
}

export function createUnits(parser: Parser): Units {
  const kept = new Map<string, Kept>();

  return {
    open(sources) {
      const used = new Set<string>();
      const skipped = new Map<string, string>();
      let candidates: SourceUnit[] = [];
      let filesParsed = 0;
      let bytesParsed = 0;

      function unitOf(file: string): SourceUnit | undefined {
        const known = kept.get(file);
        if (known !== undefined && used.has(file)) return known.parsed.unit;
        const read = sources.read(file);
        if (read === undefined) return undefined;
        if ('skipped' in read) {
          skipped.set(file, read.skipped);
          return undefined;
        }
        used.add(file);
        kept.delete(file); // most recently used last
        if (known?.text === read.text) {
          kept.set(file, known);
          return known.parsed.unit;
        }
        const parsed = known === undefined ? parser.parseJava(file, read.text) : known.parsed.edit(read.text);
        filesParsed++;
        bytesParsed += read.text.length;
        kept.set(file, { text: read.text, parsed });
        return parsed.unit;
      }

      return {
        candidates(onProgress, signal) {
          candidates = [];
          for (const [i, file] of sources.files.entries()) {
            if (signal?.aborted === true) break;
            if (i % 50 === 0) onProgress(i, sources.files.length);
            const read = sources.read(file);
            if (read === undefined) continue;
            if ('skipped' in read) skipped.set(file, read.skipped);
            else if (mentionsStreams.test(read.text) || /\bkafka\.streams\b/.test(read.text)) {
              const unit = unitOf(file);
              if (unit !== undefined) candidates.push(unit);
            }
          }
          onProgress(sources.files.length, sources.files.length);
          return candidates;
        },
        unitOf,
        textOf: (file) => kept.get(file)?.text ?? '',
        skipped() {
          for (const unit of candidates) {
            const [problem] = unit.problems;
            if (problem === undefined) continue;
            const line = (kept.get(unit.file)?.text ?? '').slice(0, problem.span.start).split('\n').length;
            skipped.set(unit.file, `line ${line} is not valid Java: the file was read in part`);
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

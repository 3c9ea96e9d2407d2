/** Hands what was read for an analysis to the rules over code, and places what they find. */
import type { AnalyseRequest } from './analyser.js';
import type { DiagnosticReport, StoreQueryReport, TopologyReport } from './report.js';
import { createLineIndex } from '../base/text.js';
import { createLocations, type Locations } from './reporting/locations.js';
import type { CodeFinding, ReadCode } from './rules/codeRule.js';
import { codeRules } from './rules/rules.js';
import { findStoreQueries } from './rules/storeQueries.js';
import { isOff, type RuleSeverities } from './rules/severities.js';
import type { NamingCode } from './storeNames/renameStore.js';
import type { UnitSession } from './units.js';

export function toReadCode(
  { sources, settingsFor }: AnalyseRequest,
  session: UnitSession,
  topologies: readonly TopologyReport[],
): ReadCode {
  const units = session.read();
  return {
    units,
    topologies,
    isWhole: () => session.isWhole() && session.skipped().length === 0 && !session.unread().some(({ speaksOfStreams }) => speaksOfStreams),
    textOf: (file) => session.textOf(file).text,
    mentions(words) {
      const isIn = (file: string): boolean => {
        const read = sources.read(file);
        return read !== undefined && 'text' in read && words.test(read.text);
      };
      const keys = units.flatMap(({ file }) => {
        const { configuration, properties } = settingsFor(file);
        return [...Object.keys(configuration), ...Object.keys(properties)];
      });
      return keys.some((key) => words.test(key)) || sources.files.some(isIn);
    },
    versionOf: (file) => settingsFor(file).kafkaVersion?.version,
  };
}

/** After `candidates`. */
export function toNamingCode(session: UnitSession): NamingCode {
  const units = session.read();
  const { locate } = createLocations((file) => session.textOf(file));
  return {
    units,
    offsetOf({ file, line, column }) {
      if (!units.some((unit) => unit.file === file)) return undefined;
      const { written, fromFile } = session.textOf(file);
      return fromFile(createLineIndex(written).toOffset({ line, column }));
    },
    locate: ({ file, span: { start, end } }) => locate({ file, start, end }),
  };
}

/** Where stores are asked for by their names. */
export function queriesInCode(code: ReadCode, locations: Locations): StoreQueryReport[] {
  return ofWhatCanBeWalked(() => findStoreQueries(code)).map(({ name, file, span: { start, end } }) => ({
    store: name,
    location: locations.locate({ file, start, end }),
  }));
}

/** Of the rules that somebody asks for. */
export function findInCode(code: ReadCode, severities: RuleSeverities, locations: Locations): DiagnosticReport[] {
  const place = ({ at }: CodeFinding): DiagnosticReport['location'] => {
    if ('span' in at) return locations.locate({ file: at.file, start: at.span.start, end: at.span.end });
    const { file, line, column, endLine, endColumn } = at;
    return { file, line, column, endLine, endColumn };
  };
  return codeRules
    .filter((rule) => !isOff(rule, severities))
    .flatMap((rule) =>
      ofWhatCanBeWalked(() => rule.check(code)).map((found): DiagnosticReport => {
        const { severity, message } = found;
        return { rule: rule.id, severity, message, location: place(found), related: [], fixes: [] };
      }),
    );
}

/** Code that is nested too deeply to be walked is not seen in full. */
function ofWhatCanBeWalked<T>(find: () => readonly T[]): readonly T[] {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
}

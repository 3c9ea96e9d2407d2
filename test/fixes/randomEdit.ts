/** Edits as people make them, with what is known of them: which operators they add, remove or name. The order of all others stays. */
import type { FixPlan } from '../../src/core/fixes/planFix.js';
import type { Report } from '../../src/core/report.js';

export interface RandomEdit {
  readonly what: string;
  readonly text: string;
  /** Topic from which everything in an added part reads; undefined: no part is added. */
  readonly addedTopic: string | undefined;
  /** Names that the removed line made. */
  readonly removed: readonly string[];
  /** The store that was named, before and after; the repartition topic of its call takes its name, too. */
  readonly named: { readonly before: string; readonly after: string } | undefined;
}

export interface Tools {
  readonly random: () => number;
  readonly report: Report;
  /** The plan of naming what one call makes. */
  nameAt(line: number, column: number, name: string): FixPlan;
}

const statement = /^ {8}(?:KStream|KTable|GlobalKTable|KGroupedStream)<[^=]*> (\w+) = (.*);$/;

/** undefined: the program has no place for the edit that was drawn. */
export function randomEdit(text: string, { random, report, nameAt }: Tools): RandomEdit | undefined {
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const lines = text.split('\n');
  const ends = lines.flatMap((line, i) => (statement.test(line) ? [i] : []));
  const at = pick(ends);
  if (at === undefined) return undefined;
  const insert = (what: string, code: string, addedTopic: string | undefined): RandomEdit => {
    const next = [...lines.slice(0, at), `        ${code}`, ...lines.slice(at)];
    return { what: `${what} before line ${at + 1}`, text: next.join('\n'), addedTopic, removed: [], named: undefined };
  };
  switch (Math.floor(random() * 6)) {
    case 0:
      return insert('a stream that stores nothing', 'b.<String, String>stream("zz-in").filter((k, v) -> v != null).to("zz-out");', 'zz-in');
    case 1:
      return insert('a count', 'b.<String, String>stream("zz-in").groupByKey().count();', 'zz-in');
    case 2:
      return insert('a named count', 'b.<String, String>stream("zz-in").groupByKey().count(Materialized.as("zz-store"));', 'zz-in');
    case 3: {
      // An operator inside a chain, right behind a source that has one of its own.
      const streams = ends.filter((i) => /= b\.stream\("[^"]*"(?:, [^;]*)?\);$/.test(lines[i]!));
      const line = pick(streams);
      if (line === undefined) return undefined;
      const name = statement.exec(lines[line]!)![1]!;
      const next = [...lines.slice(0, line + 1), `        ${name}.peek((k, v) -> { });`, ...lines.slice(line + 1)];
      return { what: `a peek behind line ${line + 1}`, text: next.join('\n'), addedTopic: undefined, removed: [], named: undefined };
    }
    case 4: {
      // A statement that nothing uses.
      const unused = ends.filter((i) => {
        const name = statement.exec(lines[i]!)![1]!;
        return text.match(new RegExp(`\\b${name}\\b`, 'g'))!.length === 1 && bracketsMatch(lines[i]!);
      });
      const line = pick(unused);
      if (line === undefined) return undefined;
      const made = report.topologies.flatMap(({ stores, repartitions }) => [
        ...stores.filter((one) => one.location.line === line + 1).flatMap(({ name }) => name ?? []),
        ...repartitions.filter((one) => one.location.line === line + 1).flatMap(({ suffix }) => suffix ?? []),
      ]);
      return {
        what: `without line ${line + 1}`,
        text: lines.filter((_, i) => i !== line).join('\n'),
        addedTopic: undefined,
        removed: made,
        named: undefined,
      };
    }
    default: {
      const stores = report.topologies.flatMap((one) =>
        one.stores.filter(
          ({ autoNamed, global, kind }) => autoNamed && !global && kind !== 'suppressBuffer' && kind !== 'foreignKeySubscription',
        ),
      );
      // A foreign-key join and toTable() take names for more than their stores.
      const store = pick(
        stores.filter(
          ({ kind, name }) =>
            kind !== 'joinWindow' && kind !== 'outerJoin' && name !== null && !/^(?:KTABLE-FK-|KSTREAM-TOTABLE-)/.test(name),
        ),
      );
      if (store === undefined || store.name === null) return undefined;
      const { line, column, file } = store.location;
      if (stores.filter((one) => one.location.line === line && one.location.column === column).length > 1) return undefined;
      const after = nameAt(line, column, 'zz-named').files.get(file)?.after;
      if (after === undefined) return undefined;
      return {
        what: `a name for ${store.name}`,
        text: after,
        addedTopic: undefined,
        removed: [],
        named: { before: store.name, after: 'zz-named' },
      };
    }
  }
}

function bracketsMatch(line: string): boolean {
  return line.split('(').length === line.split(')').length && line.split('{').length === line.split('}').length;
}

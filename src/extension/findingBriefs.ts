/** Findings whose sentence is longer than the list of problems shows: what is wrong, and what to do, by rule. The hover and the rule's page say why. */
import { shortenedInside } from '../base/printable.js';
import type { DiagnosticReport, Location, Report } from '../core/report.js';

export const longestFinding = 120;

type Topologies = Report['topologies'];
type Brief = (found: DiagnosticReport, topologies: Topologies) => string;

/** The middle is cut so that what stands around it is whole. */
function around(before: string, middle: string, after: string): string {
  return `${before}${shortenedInside(middle, longestFinding - before.length - after.length)}${after}`;
}

/** What the library would say. Its own words end in a full stop, or in none. */
function library({ location }: DiagnosticReport, topologies: Topologies): string {
  const found = topologies.find(({ error }) => error !== null && samePlace(error.location, location))?.error;
  const [first = ''] = (found?.message ?? '').trim().split('\n');
  return first.replace(/^Invalid topology: /, '').replace(/\.$/, '');
}

const fixed = (text: string): Brief => {
  return () => text;
};

const briefs: Readonly<Record<string, Brief>> = {
  'build-error': (found, topologies) => around('The application will not start: ', library(found, topologies), '. Change this call.'),
  'invalid-name': (found, topologies) => around('The application will not start: ', library(found, topologies), '. Rename it.'),
  'duplicate-name': (found, topologies) => around('The application will not start: ', library(found, topologies), '. Rename one.'),
  'named-is-not-store-name': ({ location }, topologies) => {
    const made = topologies.flatMap(({ stores }) => stores).find((store) => store.autoNamed && samePlace(store.location, location));
    return around("The name here is the operator's: the store of ", `${made?.operator ?? 'it'}()`, ' is unnamed. Name or pin the store.');
  },
  'explicit-naming-check': fixed('Kafka Streams rejects what is unnamed here: ensure.explicit.internal.resource.naming is set. Name it.'),
  'application-server-missing': fixed('The answer has no address: application.server is set nowhere. Set it for each instance.'),
  'custom-store': fixed('Kafka Streams does not wipe, fence or restore a store outside of the instance. See to it that you do.'),
  'in-memory-store-restores': fixed(
    'Each start reads the whole changelog: the store is in memory. kslens estimate says how long that takes.',
  ),
  'logging-disabled': fixed('The store starts empty wherever its task goes: its logging is disabled. Enable it, or expect that.'),
  'no-standby': fixed('When an instance fails, its tasks wait for whole changelogs to be read. Set num.standby.replicas to 1.'),
  'rocksdb-cache-per-store': fixed('Each store partition gets a cache of its own, as large as this. Make it static: one for all stores.'),
  'rocksdb-index-outside-cache': fixed('Indexes and filters are outside of the cache, unbounded. Add setCacheIndexAndFilterBlocks(true).'),
  'rocksdb-setter-leak': fixed('close() does not close this, so its native memory is lost. Close it there, or share a static one.'),
  'rocksdb-shared-cache-closed': fixed(
    'All stores share this, and the first that closes frees it for the others. Do not close what is static.',
  ),
  'rocksdb-table-config-replaced': fixed('Stores do not open with a new BlockBasedTableConfig. Change the one of tableFormatConfig().'),
  'rocksdb-unbounded': fixed('Nothing bounds what RocksDB takes outside of the heap. kslens config-setter writes what does.'),
  'store-query-no-routing': fixed('A second instance has keys that this does not find. Ask queryMetadataForKey where a key is.'),
  'store-query-positional': fixed('This name is generated, and changes when an operator before it is added or removed. Name the store.'),
  'unbounded-state': fixed('Nothing bounds what this buffer holds in the heap. Give it maxBytes(…) or maxRecords(…).'),
};

/** A sentence that is short enough stays. */
export function briefOf(found: DiagnosticReport, topologies: Topologies): string {
  const brief = Object.hasOwn(briefs, found.rule) ? briefs[found.rule] : undefined;
  return brief === undefined || isOneShortLine(found.message, found.rule) ? short(found.message) : brief(found, topologies);
}

/** What the library says of an error does not say what to do. */
const libraryRules: ReadonlySet<string> = new Set(['build-error', 'invalid-name', 'duplicate-name']);

const isOneShortLine = (message: string, rule: string): boolean => message.length <= longestFinding && !libraryRules.has(rule);

export const short = (text: string): string => shortenedInside(text, longestFinding);

export const samePlace = (a: Location, b: Location): boolean => a.file === b.file && a.line === b.line && a.column === b.column;

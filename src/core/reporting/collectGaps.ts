/** Why something is not known, once for each cause, what loses most first. */
import type { Site } from '../../base/text.js';
import type { EvaluatedTopology } from '../evaluate/evaluateTopologies.js';
import { hasLostIndex, holesOf, toPattern } from '../values/holes.js';
import type { GapReport, Location } from '../report.js';
import type { TopologyResult } from '../topology/result.js';
import type { Locations } from './locations.js';
import { compareLocations } from './locations.js';

interface Gap {
  readonly reason: string;
  readonly location: Location;
  readonly affects: Set<string>;
  /** Under which name people can say the value in kslens.json. */
  sayable: string | undefined;
}

interface Request {
  readonly topology: EvaluatedTopology;
  readonly results: readonly TopologyResult[];
  /** Every text that stands for a name. */
  readonly names: readonly string[];
  /** Those that are not the same on every way. */
  readonly uncertain: readonly string[];
  readonly settings: { readonly unknownVersion: string | undefined; readonly kafkaVersion: string };
  readonly locations: Locations;
}

export function collectGaps(request: Request): GapReport[] {
  const { topology, results, names, uncertain, settings, locations } = request;
  const found = new Map<string, Gap>();
  const add = (reason: string, site: Site, affects: readonly string[], sayable?: string): void => {
    const location = locations.locate(site.file === '' ? topology.site : site);
    const key = `${location.file}:${location.line}:${location.column} ${reason}`;
    let gap = found.get(key);
    if (gap === undefined) found.set(key, (gap = { reason, location, affects: new Set(), sayable }));
    for (const name of affects) gap.affects.add(name);
  };
  if (settings.unknownVersion !== undefined)
    add(`Kafka ${settings.unknownVersion} is not known here; the rules of ${settings.kafkaVersion} were used`, topology.site, []);
  if (topology.end !== undefined) add(topology.end.reason, topology.end.site, []);
  if (topology.cut !== undefined) add(topology.cut, topology.site, names.map(toPattern));
  for (const result of results) addOfResult(result, topology, add);
  const decisions = new Map(topology.variants.flatMap((v) => v.decisions.map((d) => [d.key, d] as const)));
  for (const decision of decisions.values()) {
    if (results.length === 1 && topology.cut === undefined) break; // whatever is decided, this topology is the same, or is not made
    const reason = `what the code builds depends on a condition that is not known: ${decision.reason}`;
    add(reason, decision.site, uncertain.map(toPattern), decision.sayable);
  }
  const described = new Set(results.flatMap((r) => holesOf(r.describe)));
  const affected = namesByHole(names);
  for (const hole of topology.holes) {
    const mine = affected.get(hole.id) ?? [];
    if (mine.length > 0 || described.has(hole.id))
      add(`${hole.label}: ${hole.reason}`, hole.site ?? topology.site, mine.map(toPattern), hole.isSayable ? hole.label : undefined);
  }
  // What the evaluator stumbled over matters to the reader only where something stayed unknown.
  if (found.size > 0)
    for (const gap of topology.gaps) if (/could not be read|to follow|nested/.test(gap.reason)) add(gap.reason, gap.site, []);
  return byCause([...found.values()])
    .sort((a, b) => b.affects.size - a.affects.size || compareLocations(a.location, b.location) || (a.reason < b.reason ? -1 : 1))
    .map(({ reason, location, affects, sayable }) => ({ reason, location, affects: [...affects].sort(), help: helpOf(sayable) }));
}

type Add = (reason: string, site: Site, affects: readonly string[]) => void;

function addOfResult(result: TopologyResult, topology: EvaluatedTopology, add: Add): void {
  const lost = result.counterLost;
  if (lost !== undefined) {
    const all = [...result.stores.map((s) => s.name), ...result.repartitions.map((t) => t.suffix)];
    add(`generated numbers are not known from here on: ${lost.reason}`, lost.site, all.filter(hasLostIndex).map(toPattern));
  }
  for (const gap of result.gaps) if (gap !== lost) add(gap.reason, gap.site, []);
  if (result.error !== undefined) {
    const words = `${result.error.type}: ${toPattern(result.error.message)}`;
    add(`Kafka Streams refuses this topology: ${words}`, result.error.site ?? topology.site, []);
  }
  for (const store of result.stores) {
    if (!store.unconnected) continue;
    add(
      result.counterLost === undefined && result.gaps.length === 0
        ? `the store ${toPattern(store.name)} is added but no processor uses it, so Kafka Streams makes neither store nor changelog`
        : `no processor that was followed uses the store ${toPattern(store.name)}: whether Kafka Streams makes it is not known`,
      store.site,
      [],
    );
  }
}

/** At one place a reason that ends in another's cause says all that the other says. */
function byCause(gaps: readonly Gap[]): Gap[] {
  const kept: Gap[] = [];
  for (const gap of [...gaps].sort((a, b) => b.affects.size - a.affects.size || b.reason.length - a.reason.length)) {
    const same = kept.find((one) => compareLocations(one.location, gap.location) === 0 && one.reason.endsWith(causeIn(gap.reason)));
    if (same === undefined) {
      kept.push(gap);
      continue;
    }
    for (const name of gap.affects) same.affects.add(name);
    same.sayable ??= gap.sayable;
  }
  return kept;
}

/** What follows the first words of a reason that says what is lost by it; the whole where it does not. */
function causeIn(reason: string): string {
  const lead = /^(?:generated numbers are not known from here on|[\w.$()]+): /.exec(reason);
  return lead === null ? reason : reason.slice(lead[0].length);
}

function helpOf(sayable: string | undefined): string | null {
  return sayable === undefined
    ? null
    : `where it is always the same, say it in kslens.json: { "values": { ${JSON.stringify(sayable)}: "…" } }`;
}

function namesByHole(names: readonly string[]): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const name of names) {
    for (const id of new Set(holesOf(name))) {
      const known = found.get(id);
      if (known === undefined) found.set(id, [name]);
      else known.push(name);
    }
  }
  return found;
}

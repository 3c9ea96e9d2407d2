/** Topologies that an edit of one call may change together: those that run it. */
import type { Location, Report, TopologyReport } from '../report.js';
import { placeOf } from './targets.js';

/** Ids. Each topology is in one group, with all that run a call that it runs, and what runs calls of these. */
export function groupByCalls({ topologies }: Report): ReadonlySet<string>[] {
  const groups = new Map<string, Set<string>>(topologies.map(({ id }) => [id, new Set([id])]));
  const firstAt = new Map<string, string>();
  for (const topology of topologies) {
    for (const place of callsOf(topology).map(placeOf)) {
      const first = firstAt.get(place) ?? topology.id;
      firstAt.set(place, first);
      const [mine, other] = [groups.get(topology.id)!, groups.get(first)!];
      if (mine === other) continue;
      const [large, small] = mine.size < other.size ? [other, mine] : [mine, other];
      for (const id of small) groups.set(id, large.add(id));
    }
  }
  return [...new Set(groups.values())];
}

function callsOf({ stores, repartitions, subtopologies }: TopologyReport): Location[] {
  const nodes = subtopologies.flatMap((one) => one.nodes.flatMap(({ location }) => location ?? []));
  return [...nodes, ...[...stores, ...repartitions].map(({ location }) => location)];
}

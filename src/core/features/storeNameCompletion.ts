/** Names of stores inside the quotes of a call that asks for one: while it is typed, so by the text alone. */
import type { Report, StoreReport } from '../report.js';

export interface StoreNameProposal {
  readonly name: string;
  readonly kind: StoreReport['kind'];
  /** Where it is made. */
  readonly operator: string;
}

/** What a call names a store by, first, with its quote and what stands behind it. */
const asking =
  /\b(?:fromNameAndType|getQueryableStore|inStore|store|getStateStore|queryMetadataForKey|streamsMetadataForStore|metadataForKey|allMetadataForStore|get(?:Timestamped)?(?:KeyValue|Window)Store|getVersionedKeyValueStore|getSessionStore)\s{0,20}(?:<[^()"]{0,200}>\s{0,20})?\(\s{0,200}"([\w.-]{0,250})$/;
/** Of a line, what is looked at. */
const longest = 1000;

export interface OpenStoreName {
  /** Characters before the caret that belong to the name. */
  readonly before: number;
  /** Behind it. */
  readonly after: number;
}

/** `line`: the line of the caret; undefined: no store is named there. */
export function openStoreName(line: string, caret: number): OpenStoreName | undefined {
  const typed = asking.exec(line.slice(Math.max(0, caret - longest), caret))?.[1];
  if (typed === undefined) return undefined;
  return { before: typed.length, after: /^[\w.-]*/.exec(line.slice(caret))?.[0].length ?? 0 };
}

/** Stores of which the name is exact, once each, in their order. */
export function storeNameProposals({ topologies }: Report): readonly StoreNameProposal[] {
  const byName = new Map<string, StoreNameProposal>();
  for (const { name, kind, operator, alternatives } of topologies.flatMap(({ stores }) => stores))
    if (name !== null && alternatives.length === 0 && !byName.has(name)) byName.set(name, { name, kind, operator });
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

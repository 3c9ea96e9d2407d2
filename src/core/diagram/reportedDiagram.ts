/** The diagram of an analysed topology: what the library would describe, with the places in the source. */
import { parseTopologyText } from '../description/topologyText.js';
import { durationWords, persistenceWords, storeKindWords, topicWords } from '../features/words.js';
import type { InternalTopicReport, Location, NodeReport, StoreReport, TopologyReport } from '../report.js';
import type { Diagram, Fact } from './diagram.js';
import { toParts } from './describedDiagram.js';
import type { DiagramBuilder } from './diagramBuilder.js';
import type { PartNode, Surroundings, TopologyPart } from './drawParts.js';
import { drawParts, drawStore } from './drawParts.js';

export function toReportedDiagram(topology: TopologyReport): Diagram {
  const surroundings = surroundingsOf(topology);
  const parts = partsOf(topology);
  return drawParts(parts, surroundings, (builder) => drawRest(topology, builder, surroundings));
}

/** A description also has the nodes of global stores; where it cannot be made, the report's own nodes are all that is known. */
function partsOf({ describe, subtopologies, sources, stores }: TopologyReport): TopologyPart[] {
  const described = describe === null ? undefined : parseTopologyText(describe);
  if (described === undefined) {
    return subtopologies.map(({ id, nodes }) => ({ id, global: false, nodes: nodes.map((node) => toPartNode(node, sources)) }));
  }
  const places = new Map(subtopologies.flatMap(({ nodes }) => nodes.map(({ name, location }) => [name, location] as const)));
  const globalPlaces = new Map(stores.filter(({ global }) => global).map(({ name, location }) => [name, location] as const));
  return toParts(described, (node) => places.get(node.name) ?? null).map((part) => {
    if (!part.global) return part;
    const location = part.nodes.flatMap((node) => node.stores.map((name) => globalPlaces.get(name) ?? null))[0] ?? null;
    return { ...part, nodes: part.nodes.map((node) => ({ ...node, location })) };
  });
}

function toPartNode(node: NodeReport, sources: TopologyReport['sources']): PartNode {
  const { type, topics, stores, successors, location } = node;
  const subscribed = type === 'source' && topics.length === 0 ? sources.find((use) => isAt(use.location, location))?.pattern : undefined;
  return {
    type,
    name: node.name ?? node.pattern ?? '?',
    exact: node.name !== null,
    topics: subscribed === undefined || subscribed === null ? topics : [subscribed],
    readsPattern: subscribed !== undefined && subscribed !== null,
    stores,
    successors,
    location,
  };
}

const isAt = (a: Location, b: Location | null): boolean => a.file === b?.file && a.line === b.line && a.column === b.column;

/** Where a part of a name is not known, it is written as a hole. */
const isPattern = (name: string): boolean => /\$\{|\?/.test(name);

function surroundingsOf(topology: TopologyReport): Surroundings {
  const stores = new Map(topology.stores.map((store) => [storeName(store), store]));
  const internal = new Map([...topology.repartitions, ...topology.otherInternalTopics].map((topic) => [topicName(topic), topic]));
  const sources = new Map(topology.sources.map((use) => [use.topic ?? use.pattern, use.location]));
  const sinks = new Map(topology.sinks.map((use) => [use.topic ?? use.pattern, use.location]));
  return {
    title: topology.entry.symbol,
    notes: topology.gaps.map(({ reason, location }) => `${reason} (${location.file}:${location.line})`),
    toTopic(name) {
      const topic = internal.get(name);
      const exact = !isPattern(name);
      if (topic === undefined)
        return { kind: 'topic', exact, unnamed: false, location: sources.get(name) ?? sinks.get(name) ?? null, facts: [] };
      return { kind: 'repartition', exact, unnamed: topic.autoNamed, location: topic.location, facts: topicFacts(topic) };
    },
    toStore(name) {
      const store = stores.get(name);
      if (store === undefined) return { exact: !isPattern(name), unnamed: false, location: null, facts: [], changelog: null };
      const { autoNamed, location, changelog } = store;
      return {
        exact: store.name !== null,
        unnamed: autoNamed,
        location,
        facts: storeFacts(store),
        changelog: changelog && {
          name: topicName(changelog),
          exact: changelog.suffix !== null || changelog.name !== null,
          unnamed: changelog.autoNamed,
          location: changelog.location,
          facts: topicFacts(changelog),
          reusesSourceTopic: changelog.reusesSourceTopic,
        },
      };
    },
  };
}

/** What no known sub-topology holds: all stores and topics where ways through the code differ, global stores where there is no description. */
function drawRest(topology: TopologyReport, builder: DiagramBuilder, surroundings: Surroundings): void {
  const id = 'group rest';
  const stores = topology.stores.map(storeName).filter((name) => !builder.has(`store ${name}`));
  const topics = topology.repartitions.map(topicName).filter((name) => !builder.has(`topic ${name}`));
  if (stores.length + topics.length === 0) return;
  builder.group({ id, title: 'Sub-topology not determinable', kind: 'undetermined' });
  for (const name of stores) drawStore(name, id, builder, surroundings);
  for (const name of topics) builder.node({ id: `topic ${name}`, name, group: id, ...surroundings.toTopic(name) });
}

function storeName({ name, alternatives, pattern }: StoreReport): string {
  return name ?? (alternatives.length > 0 ? alternatives.join(' or ') : (pattern ?? '?'));
}

/** Without the application id, as the description writes it. */
function topicName(topic: InternalTopicReport): string {
  if (topic.suffix !== null) return topic.suffix;
  const whole = topicWords(topic) ?? '?';
  return topic.reusesSourceTopic ? whole : whole.replaceAll('<application.id>-', '');
}

function storeFacts(store: StoreReport): Fact[] {
  const { kind, persistence, retentionMs, operator } = store;
  const kept = retentionMs === null ? '' : `, kept ${durationWords(retentionMs)}`;
  return [
    { term: 'Kind', text: `${storeKindWords[kind]}, ${persistenceWords[persistence]}${kept}` },
    changelogFact(store),
    madeBy(operator),
  ];
}

function changelogFact({ changelog, global, loggingEnabled }: StoreReport): Fact {
  const term = 'Changelog topic';
  if (changelog !== null)
    return { term, text: `${topicWords(changelog) ?? '?'}${changelog.reusesSourceTopic ? ' (the source topic)' : ''}` };
  if (global) return { term, text: 'none: a global store restores from its source topic' };
  return { term, text: loggingEnabled === false ? 'none: logging is disabled' : 'not determinable' };
}

function topicFacts(topic: InternalTopicReport): Fact[] {
  return [{ term: 'In the cluster', text: topicWords(topic) ?? '?' }, madeBy(topic.operator)];
}

const madeBy = (operator: string): Fact => ({ term: 'Made by', text: `${operator}()` });

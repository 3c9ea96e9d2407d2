/** The tree of topologies: a function of the reports, without an editor. */
import { plural } from '../../core/features/words.js';
import { gapsBehind } from '../../core/features/operatorFacts.js';
import { groupBy } from '../../base/groupBy.js';
import type { InternalTopicReport, Location, StoreReport, TopologyReport } from '../../core/report.js';
import type { FolderReport } from '../../platform/analysis/analysisMessages.js';
import { storeNameText, topicNameText } from '../../present/code/nameTexts.js';
import { codeSpan, plainText } from '../../present/markdown.js';
import { shortLabel } from '../treeLabels.js';
import { gapText, storeText, topicParagraph } from '../hoverMarkdown.js';
import { callText, paintable, placeText, shortBeside, type TopologyEntry } from './topologyEntry.js';

/** Of more, each is closed at first. */
const mostOpened = 5;

type Made = StoreReport | InternalTopicReport;

/** What the entries of one topology are made from. */
interface Parts {
  readonly folder: string;
  readonly topology: TopologyReport;
  /** Rules and places of findings. */
  readonly findings: ReadonlySet<string>;
  /** By what nodes call them. */
  readonly stores: ReadonlyMap<string, readonly StoreReport[]>;
}

/** One entry for each topology, in order of the report. */
export function topologyEntries(reports: readonly FolderReport[]): TopologyEntry[] {
  // A thousand stores in as many sub-topologies take no time of the editor's thread: what is asked for each of them is looked up.
  const parts = reports.flatMap(({ folder, report }) => {
    const findings = findingsOf(report);
    return report.topologies.map((topology): Parts => {
      return { folder, topology, findings, stores: groupBy(topology.stores, ({ name, pattern }) => name ?? pattern ?? '') };
    });
  });
  return paintable(parts.map((one) => applicationEntry(one, parts.length <= mostOpened)));
}

/** How many stores and repartition topics have a mark: without the rows, which nobody may look at. */
export const countMarked = (reports: readonly FolderReport[]): number =>
  reports.reduce((sum, { report }) => {
    const findings = findingsOf(report);
    const made = report.topologies.flatMap(({ stores, repartitions }): Made[] => [...stores, ...repartitions]);
    return sum + made.filter((one) => isMarked(one, findings)).length;
  }, 0);

const findingsOf = ({ diagnostics }: FolderReport['report']): ReadonlySet<string> =>
  new Set(diagnostics.map(({ rule, location }) => findingKey(rule, location)));

function isMarked(made: Made, findings: ReadonlySet<string>): boolean {
  const rules = isStore(made) ? rulesOf.store : rulesOf.topic;
  return isUnnamed(made) && rules.some((rule) => findings.has(findingKey(rule, made.location)));
}

function applicationEntry(parts: Parts, isOpened: boolean): TopologyEntry {
  const { folder, topology } = parts;
  const { entry, applicationId, complete, error } = topology;
  const placed = topology.subtopologies.map((subtopology) => partsOf(parts, subtopology));
  const children = [...subtopologyEntries(parts, placed), ...elsewhere(parts, placed), ...gapEntries(parts)];
  const unnamed = [...topology.stores, ...topology.repartitions].filter(isUnnamed).length;
  const counts = [
    ...(error === null ? [] : ['fails']),
    ...(complete ? [] : ['incomplete']),
    ...(unnamed === 0 ? [] : [`${unnamed} unnamed`]),
  ];
  const label = applicationId ?? entry.symbol;
  const symbol = applicationId === null ? 'application id not known' : entry.symbol;
  const made = `${plural(topology.stores.length, 'store', 'stores')}, ${plural(topology.repartitions.length, 'repartition topic', 'repartition topics')}`;
  return {
    ...common(parts, 'application'),
    label: shortLabel(label),
    description: [...counts, symbol].join(' · '),
    tooltip: () =>
      [
        `**${plainText(label)}**`,
        [codeSpan(entry.symbol), plainText(`${entry.file}:${entry.line}`)].join(' · '),
        plainText([made, ...counts].join(' · ')),
        ...(error === null ? [] : [`It fails: ${plainText(error.message)}`]),
      ].join('\n\n'),
    icon: 'layers',
    context: unnamed > 0 ? 'unnamedApplication' : 'application',
    spoken: [`application ${label}`, symbol, ...counts, made].join(', '),
    opens: children.length === 0 ? 'never' : isOpened ? 'expanded' : 'collapsed',
    children,
    folder,
    location: entry,
    pin: unnamed > 0 ? { mode: 'pin', topology: topology.id } : undefined,
    copy: label,
  };
}

type Common = Pick<TopologyEntry, 'id' | 'folder' | 'topology' | 'marked' | 'children' | 'opens' | 'location' | 'pin' | 'copy'>;

const common = ({ folder, topology }: Parts, place: string): Common => ({
  id: JSON.stringify([folder, topology.id, place]),
  folder,
  topology: topology.id,
  marked: false,
  children: [],
  opens: 'never',
  location: undefined,
  pin: undefined,
  copy: undefined,
});

const findingKey = (rule: string, { file, line, column }: Location): string => `${rule} ${line}:${column} ${file}`;

/** `named`: by nodes, which leave the application id away. */
function isAmong({ suffix, pattern }: InternalTopicReport, named: ReadonlySet<string>): boolean {
  if (suffix !== null) return named.has(suffix);
  return pattern !== null && [...named].some((one) => pattern === one || pattern.endsWith(`-${one}`));
}

/** What of the topology stands in the sub-topology: its stores, and the repartition topics that it reads. */
function partsOf({ topology, stores }: Parts, { nodes }: TopologyReport['subtopologies'][number]): Made[] {
  const used = new Set(nodes.flatMap((node) => node.stores));
  const read = new Set(nodes.flatMap(({ type, topics }) => (type === 'source' ? topics : [])));
  return [...topology.repartitions.filter((topic) => isAmong(topic, read)), ...[...used].flatMap((name) => stores.get(name) ?? [])];
}

/** `placed`: what stands in each. */
function subtopologyEntries(parts: Parts, placed: readonly (readonly Made[])[]): TopologyEntry[] {
  const internal = [...parts.topology.repartitions, ...parts.topology.otherInternalTopics];
  const suffixes = new Set(internal.map(({ suffix }) => suffix));
  const patterns = internal.filter(({ suffix }) => suffix === null);
  return parts.topology.subtopologies.map((subtopology, i) => {
    const made = placed[i] ?? [];
    const unnamed = made.filter(isUnnamed).length;
    const topics = new Set(subtopology.nodes.flatMap(({ type, topics: read }) => (type === 'source' ? read : [])));
    const sources = [...topics].filter((topic) => !suffixes.has(topic) && !patterns.some((one) => isAmong(one, new Set([topic]))));
    const label = `Sub-topology ${subtopology.id}`;
    const counts = unnamed === 0 ? [] : [`${unnamed} unnamed`];
    const reads = sources.length === 0 ? [] : [`reads ${sources.join(', ')}`];
    return {
      ...common(parts, label),
      label,
      description: [...counts, ...sources.map(shortBeside)].join(' · '),
      tooltip: () => [`**${label}**`, ...[...counts, ...reads].map(plainText)].join('\n\n'),
      icon: 'symbol-namespace',
      context: 'text',
      spoken: [label, ...counts, ...reads].join(', '),
      opens: made.length === 0 ? 'never' : 'expanded',
      children: made.map((one) => madeEntry(parts, one, label)),
    };
  });
}

/** Global stores, and what cannot be placed as not all of the topology is known. */
function elsewhere(parts: Parts, placed: readonly (readonly Made[])[]): TopologyEntry[] {
  const isPlaced = new Set(placed.flat());
  const { stores, repartitions } = parts.topology;
  return [...stores, ...repartitions].filter((made) => !isPlaced.has(made)).map((made) => madeEntry(parts, made, 'elsewhere'));
}

const isStore = (made: Made): made is StoreReport => 'changelog' in made;

/** A global store has no topic of its own: no state is lost where its name moves. */
const isUnnamed = (made: Made): boolean => made.autoNamed && !(isStore(made) && made.global);

const rulesOf: Readonly<Record<'store' | 'topic', readonly string[]>> = {
  store: ['unnamed-store', 'named-is-not-store-name'],
  topic: ['unnamed-repartition'],
};

/** Ids that are the same then are told apart by their order. */
const longestInId = 200;

function madeEntry(parts: Parts, made: Made, under: string): TopologyEntry {
  const { topology, findings } = parts;
  const kind = isStore(made) ? (made.global ? 'global store' : 'store') : 'repartition topic';
  const name = isStore(made) ? storeNameText(made) : topicNameText(made);
  const unnamed = isUnnamed(made);
  const isKnown = isStore(made) ? made.name !== null : made.suffix !== null;
  const marked = isMarked(made, findings);
  const call = callText(made.operator, made.location);
  /** The application stands above: its id tells no topic from another. */
  const short = isStore(made) ? name : (made.suffix ?? name);
  const byName = isKnown && !unnamed;
  const unknown = isKnown ? [] : ['name not known'];
  const { file, line, column } = made.location;
  const at = { file, line, column };
  return {
    ...common(parts, JSON.stringify([under, kind, made.fingerprint, short.slice(0, longestInId)])),
    label: byName ? shortLabel(short) : call,
    description: byName ? call : [...unknown, shortBeside(short)].join(' · '),
    tooltip: () =>
      [
        isStore(made) ? storeText(made) : topicParagraph('Repartition topic', made),
        plainText(`Made by ${made.operator}, ${file}:${line}`),
        ...gapsBehind(topology, [made]).map((gap) => gapText(gap, file)),
      ].join('\n\n'),
    icon: isStore(made) ? 'database' : 'arrow-swap',
    context: unnamed ? 'unnamed' : 'made',
    marked,
    spoken: [`${kind} ${name}`, ...(unnamed ? ['unnamed'] : []), ...unknown, `made by ${made.operator}, ${file} line ${line}`].join(', '),
    location: made.location,
    pin: unnamed ? { mode: 'pin', at } : undefined,
    copy: isKnown ? name : undefined,
  };
}

/** Why not all is known, once for each cause. */
function gapEntries(parts: Parts): TopologyEntry[] {
  return parts.topology.gaps.map((gap) => {
    const { file, line } = gap.location;
    return {
      ...common(parts, JSON.stringify(['gap', gap.reason, file, line])),
      label: gap.reason,
      description: placeText(gap.location),
      tooltip: () => gapText(gap, ''),
      icon: 'question',
      context: 'made',
      spoken: `not known: ${gap.reason}, ${file} line ${line}`,
      location: gap.location,
    };
  });
}

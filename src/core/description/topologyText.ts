/**
 * The text of Topology#describe(), read back: the one reader of it, for comparing names, for the diagram and for the editor.
 * A line that is none of the description's is passed over, so that text around it (a log, a comment) does no harm.
 */

export interface DescribedNode {
  readonly type: 'source' | 'processor' | 'sink';
  readonly name: string;
  /** 1-based; the columns are of the name. */
  readonly line: number;
  readonly column: number;
  /** The last line that speaks of the node. */
  readonly endLine: number;
  /** What a source reads; empty where it reads a pattern. */
  readonly topics: readonly string[];
  readonly pattern: string | undefined;
  /** What a sink writes; undefined where every record decides. */
  readonly topic: string | undefined;
  readonly stores: readonly string[];
  readonly successors: readonly string[];
}

export interface DescribedSubtopology {
  readonly id: number;
  readonly global: boolean;
  readonly line: number;
  readonly endLine: number;
  readonly nodes: readonly DescribedNode[];
}

const header = /^\s*(?:Topologies:\s*)?Sub-topology: (\d{1,10})(\D.*|)$/;
// No two quantifiers that follow each other match the same characters: a line is looked at once, however long it is.
const node = /^(\s*(Source|Processor|Sink): )(.*)$/;
const nodeDetail = / \((topics|stores|topic|extractor class): /;
const arrow = /^\s*(-->|<--) (.*)$/;
const types = { Source: 'source', Processor: 'processor', Sink: 'sink' } as const;

/** undefined: not a description. */
export function parseTopologyText(text: string): readonly DescribedSubtopology[] | undefined {
  if (!/^\s*Topologies:/.test(text)) return undefined;
  const found: (Omit<DescribedSubtopology, 'endLine' | 'nodes'> & { endLine: number; nodes: DescribedNode[] })[] = [];
  for (const [index, content] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const current = found.at(-1);
    const start = header.exec(content);
    if (start !== null) {
      found.push({ id: Number(start[1]), global: start[2]!.includes('for global store'), line, endLine: line, nodes: [] });
      continue;
    }
    if (current === undefined) continue;
    const made = toNode(content, line);
    const pointed = arrow.exec(content);
    if (made === undefined && pointed === null) continue;
    current.endLine = line;
    if (made !== undefined) {
      current.nodes.push(made);
      continue;
    }
    const last = current.nodes.pop();
    if (last === undefined) continue;
    const [, direction, names] = pointed!;
    current.nodes.push({ ...last, endLine: line, ...(direction === '-->' ? { successors: successorsOf(names!.trimEnd()) } : {}) });
  }
  return found;
}

function toNode(content: string, line: number): DescribedNode | undefined {
  const [, before, word, rest] = node.exec(content) ?? [];
  const detail = rest === undefined ? null : nodeDetail.exec(rest);
  const end = rest?.trimEnd() ?? '';
  if (before === undefined || detail === null || !end.endsWith(')')) return undefined;
  const [opening, what] = detail;
  const value = end.slice(detail.index + opening.length, -1);
  const listed = value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1) : undefined;
  return {
    type: types[word as keyof typeof types],
    name: end.slice(0, detail.index),
    line,
    column: before.length + 1,
    endLine: line,
    topics: what === 'topics' && listed !== undefined ? listOf(listed) : [],
    pattern: what === 'topics' && listed === undefined ? value : undefined,
    topic: what === 'topic' ? value : undefined,
    stores: what === 'stores' ? listOf(listed ?? value) : [],
    successors: [],
  };
}

function successorsOf(text: string): string[] {
  return text === 'none' ? [] : listOf(text);
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(', ');
}

/** The library writes a position in the topology with ten digits. */
export function holdsPosition(name: string): boolean {
  return /\d{10}/.test(name);
}

/** How the library ends the topics that it makes for itself, changelogs aside: no description names those. */
export function endsAsInternalTopic(name: string): boolean {
  return /-repartition$|-subscription-(?:registration|response)(?:-\d{10})?-topic$/i.test(name);
}

/** The wire between the editor and the page of the topology diagram. Each side reads what the other sends through a schema, and drops the rest. */
import * as v from 'valibot';
import { list, readerOf } from './schemas.js';

const size = v.pipe(v.number(), v.finite());
/** Of SVG, and nothing but numbers and the letters of its commands. */
const path = v.pipe(v.string(), v.regex(/^[MLHVCQAZ\d .-]*$/));

const rectangle = { x: size, y: size, width: size, height: size };
const fact = v.object({ term: v.string(), text: v.string() });

const line = v.object({ text: v.string(), y: size });

const node = v.object({
  ...rectangle,
  id: v.string(),
  /** Also the class that it is painted with. */
  kind: v.picklist(['source', 'processor', 'sink', 'store', 'topic', 'repartition', 'changelog', 'subtopology']),
  heading: line,
  lines: list(line),
  /** What it is called where there is no room for its lines: the first part counts most. */
  label: list(v.string()),
  path,
  /** The outline of the warning sign; null: none. */
  mark: v.nullable(path),
  name: v.string(),
  unnamed: v.boolean(),
  /** Since the state that it is compared with; null: none. */
  change: v.nullable(v.picklist(['moved', 'new', 'taken', 'gone'])),
  exact: v.boolean(),
  group: v.nullable(v.string()),
  /** The group that it stands for; null: a node of its own. */
  standsFor: v.nullable(v.string()),
  /** Where it is made, as a person reads it; null: not known, nothing to go to. */
  place: v.nullable(v.string()),
  facts: list(fact),
});

const scene = v.object({
  title: v.string(),
  notes: list(v.string()),
  width: size,
  height: size,
  groups: list(v.object({ ...rectangle, id: v.string(), title: v.string() })),
  nodes: list(node),
  edges: list(v.object({ from: v.string(), to: v.string(), kind: v.picklist(['flow', 'use', 'backup']), path })),
  legend: list(v.object({ kind: node.entries.kind, title: v.string(), width: size, height: size, path })),
});

/** What a panel shows: a topology of the analysis, a saved description, or what an application on a cluster has deployed. */
const source = v.variant('kind', [
  v.object({ kind: v.literal('analysis'), folder: v.string(), id: v.string() }),
  v.object({ kind: v.literal('file'), uri: v.string() }),
  v.object({ kind: v.literal('deployed'), cluster: v.string(), application: v.string() }),
]);

/** What is drawn of it: stores and topics alone, and groups as one node each. */
const arrangement = v.object({ storesOnly: v.boolean(), collapsed: list(v.string()) });

/** Whether another state of the code can be chosen, and the one that is; null: none. */
const comparison = v.object({ possible: v.boolean(), called: v.nullable(v.string()) });

const toPage = v.variant('type', [
  v.object({ type: v.literal('scene'), source, scene, comparison }),
  /** Why there is no newer scene; null: there is nothing to say any more. */
  v.object({ type: v.literal('notice'), text: v.nullable(v.string()) }),
  /** What the caret of the editor stands in. */
  v.object({ type: v.literal('highlight'), nodes: list(v.string()) }),
  /** To be painted as a picture, which only a page can. */
  v.object({ type: v.literal('paint'), svg: v.string() }),
]);

const fromPage = v.variant('type', [
  v.object({ type: v.literal('ready'), arrangement }),
  v.object({ type: v.literal('arrange'), arrangement }),
  /** `open`: also where no editor shows it. */
  v.object({ type: v.literal('reveal'), node: v.string(), open: v.boolean() }),
  /** A PNG in base64; null: the page could not. */
  v.object({ type: v.literal('painted'), png: v.nullable(v.string()) }),
  v.object({ type: v.literal('export') }),
  /** Asks a person for another state of the code; none, where one is chosen already. */
  v.object({ type: v.literal('compare') }),
]);

const pageState = v.object({
  source,
  view: v.object({ x: size, y: size, scale: v.pipe(size, v.minValue(0.01), v.maxValue(10)) }),
  selected: v.nullable(v.string()),
  asList: v.boolean(),
  arrangement: v.optional(arrangement, { storesOnly: false, collapsed: [] }),
});

export type PanelNode = v.InferOutput<typeof node>;
export type PanelScene = v.InferOutput<typeof scene>;
export type PanelComparison = v.InferOutput<typeof comparison>;
export type PanelArrangement = v.InferOutput<typeof arrangement>;
export type PanelSource = v.InferOutput<typeof source>;
export type ToPage = v.InferOutput<typeof toPage>;
export type FromPage = v.InferOutput<typeof fromPage>;
/** What the page keeps over a reload of the window. */
export type PageState = v.InferOutput<typeof pageState>;

export const readToPage = readerOf(toPage);
export const readFromPage = readerOf(fromPage);
export const readPageState = readerOf(pageState);
export const readPanelSource = readerOf(source);

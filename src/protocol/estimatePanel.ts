/** The wire between the editor and the page of an estimate. Each side reads what the other sends through a schema, and drops the rest. */
import * as v from 'valibot';
import { list, readerOf } from './schemas.js';

/** A topology of the analysis, and the application on a cluster that tells what it has; null: the code alone. */
const source = v.object({
  folder: v.string(),
  id: v.string(),
  running: v.nullable(v.object({ cluster: v.string(), application: v.string() })),
});

/** What a person typed, by field; a field that is empty counts as not typed. */
const typed = v.record(v.string(), v.string());

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const view = v.object({
  title: v.string(),
  verdict: v.object({ kind: v.picklist(['fits', 'exceeds', 'unknown']), text: v.string() }),
  /** What would change it. */
  advice: list(v.string()),
  fields: list(
    v.object({
      id: v.string(),
      label: v.string(),
      /** As it counts now; empty: not known. */
      value: v.string(),
      source: v.string(),
      /** Why what was typed does not count; null: it does. */
      problem: v.nullable(v.string()),
    }),
  ),
  /** Shares are of the longest bar. */
  bars: list(v.object({ name: v.string(), detail: v.string(), likely: share, worst: share, text: v.string() })),
  facts: list(v.object({ term: v.string(), text: v.string() })),
  restores: list(v.object({ event: v.string(), replayed: v.string(), time: v.string(), rule: v.string() })),
  notes: list(v.string()),
});

const toPage = v.variant('type', [
  v.object({ type: v.literal('estimate'), source, view }),
  /** Why there is no estimate. */
  v.object({ type: v.literal('notice'), text: v.string() }),
]);

const fromPage = v.variant('type', [v.object({ type: v.literal('estimate'), typed }), v.object({ type: v.literal('export') })]);

/** What the page keeps over a reload of the window. */
const pageState = v.object({ source, typed });

export type EstimateSource = v.InferOutput<typeof source>;
export type EstimateView = v.InferOutput<typeof view>;
export type TypedInputs = v.InferOutput<typeof typed>;
export type EstimateToPage = v.InferOutput<typeof toPage>;
export type EstimateFromPage = v.InferOutput<typeof fromPage>;
export type EstimatePageState = v.InferOutput<typeof pageState>;

export const readEstimateToPage = readerOf(toPage);
export const readEstimateFromPage = readerOf(fromPage);
export const readEstimatePageState = readerOf(pageState);

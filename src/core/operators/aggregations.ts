/** Grouped streams and tables, in windows or not, and cogroups. */
import { method, overload, processor, repartition, store, type DslMethod, type Operator } from './operator.js';

/** Of a grouped stream; of the windows of one, too. */
const ofStream = (prefix: string): Omit<Operator, 'overloads'> => ({
  gives: 'KTable',
  draws: [store(prefix), processor(prefix), repartition],
  store: 'always',
  topic: { when: 'rekeyed', takes: 'store' },
  source: 'GroupedStreamAggregateBuilder',
});

const countOfStream = method({
  ...ofStream('KSTREAM-AGGREGATE-'),
  overloads: [overload('Named?, Materialized?')],
  // Kept by the library for compatibility.
  draws: [{ ...store('KSTREAM-AGGREGATE-'), when: 'wasted' }, ...ofStream('KSTREAM-AGGREGATE-').draws],
  keeps: 'key',
  valueSerde: 'Serdes.Long',
  note: 'In sliding windows no index is wasted.',
});

const reduceOfStream = method({
  ...ofStream('KSTREAM-REDUCE-'),
  overloads: [overload('Reducer, Named?, Materialized?')],
  keeps: 'both',
});

const aggregateOfStream = (functions: string): DslMethod =>
  method({
    ...ofStream('KSTREAM-AGGREGATE-'),
    overloads: [overload(`${functions}, Named?, Materialized?`)],
    keeps: 'key',
  });

const windowed = [overload('Windows'), overload('SlidingWindows', { since: '2.7' })] as const;

const emitStrategy = {
  overloads: [overload('EmitStrategy')],
  draws: [],
  since: '3.3',
  note: 'On window close, session and sliding stores are not cached.',
} satisfies Partial<Operator & DslMethod>;

export const kGroupedStream = {
  count: countOfStream,
  reduce: reduceOfStream,
  aggregate: aggregateOfStream('Initializer, Aggregator'),
  windowedBy: method({
    overloads: [...windowed, overload('SessionWindows', { gives: 'SessionWindowedKStream' })],
    gives: 'TimeWindowedKStream',
    draws: [],
  }),
  cogroup: method({ overloads: [overload('Aggregator')], gives: 'CogroupedKStream', draws: [], since: '2.5' }),
} as const satisfies Readonly<Record<string, DslMethod>>;

export const timeWindowedKStream = {
  count: countOfStream,
  reduce: reduceOfStream,
  aggregate: aggregateOfStream('Initializer, Aggregator'),
  emitStrategy: method({ ...emitStrategy, gives: 'TimeWindowedKStream' }),
} as const satisfies Readonly<Record<string, DslMethod>>;

export const sessionWindowedKStream = {
  count: countOfStream,
  reduce: reduceOfStream,
  aggregate: aggregateOfStream('Initializer, Aggregator, Merger'),
  emitStrategy: method({ ...emitStrategy, gives: 'SessionWindowedKStream' }),
} as const satisfies Readonly<Record<string, DslMethod>>;

/** Of a grouped table: its topic has no filter, so it has a sink and a source of its own. */
const ofTable = (prefix: string, functions: string): Operator => ({
  overloads: [overload(`${functions}Named?, Materialized?`)],
  gives: 'KTable',
  draws: [store('KTABLE-AGGREGATE-'), processor('KSTREAM-SINK-', '-sink'), processor('KSTREAM-SOURCE-', '-source'), processor(prefix)],
  store: 'always',
  topic: { when: 'always', takes: 'store' },
  keeps: 'key',
});

export const kGroupedTable = {
  count: method({ ...ofTable('KTABLE-AGGREGATE-', ''), valueSerde: 'Serdes.Long' }),
  reduce: method({ ...ofTable('KTABLE-REDUCE-', 'Reducer, Reducer, '), keeps: 'both' }),
  aggregate: method(ofTable('KTABLE-AGGREGATE-', 'Initializer, Aggregator, Aggregator, ')),
} as const satisfies Readonly<Record<string, DslMethod>>;

const ofCogroup = (functions: string): DslMethod =>
  method({
    overloads: [overload(`${functions}, Named?, Materialized?`)],
    gives: 'KTable',
    draws: [
      store('COGROUPKSTREAM-AGGREGATE-'),
      { ...repartition, of: 'group' },
      { ...processor('COGROUPKSTREAM-AGGREGATE-', '-cogroup-agg-<i>'), each: 'group' },
      processor('COGROUPKSTREAM-MERGE-', '-cogroup-merge'),
    ],
    store: 'always',
    topic: { when: 'rekeyed', takes: 'store' },
    keeps: 'none',
    source: 'CogroupedStreamAggregateBuilder',
  });

export const cogroupedKStream = {
  cogroup: method({ overloads: [overload('KGroupedStream, Aggregator')], gives: 'CogroupedKStream', draws: [] }),
  aggregate: ofCogroup('Initializer'),
  windowedBy: method({
    overloads: [...windowed, overload('SessionWindows', { gives: 'SessionWindowedCogroupedKStream' })],
    gives: 'TimeWindowedCogroupedKStream',
    draws: [],
  }),
} as const satisfies Readonly<Record<string, DslMethod>>;

export const timeWindowedCogroupedKStream = {
  aggregate: ofCogroup('Initializer'),
} as const satisfies Readonly<Record<string, DslMethod>>;

export const sessionWindowedCogroupedKStream = {
  aggregate: ofCogroup('Initializer, Merger'),
} as const satisfies Readonly<Record<string, DslMethod>>;

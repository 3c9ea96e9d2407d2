/** StreamsBuilder: sources, tables, stores of the program, and build(). */
import { method, overload, processor, repartition, store, type DslMethod, type Operator } from './operator.js';

/** Of a table, global or not: the store's index before those of its source and its processor. */
const table = {
  overloads: [overload('String, Consumed?, Materialized?')],
  draws: [store('<topic>-'), processor('KSTREAM-SOURCE-', '-source'), processor('KTABLE-SOURCE-')],
} satisfies Partial<Operator>;

export const streamsBuilder = {
  stream: method({
    overloads: [overload('String, Consumed?'), overload('Collection, Consumed?'), overload('Pattern, Consumed?')],
    gives: 'KStream',
    draws: [processor('KSTREAM-SOURCE-')],
    rekeyed: 'clear',
    note: 'Of several with the same topics all draw, and the source of the first is kept (2.8+; before: an error).',
  }),
  table: method({ ...table, gives: 'KTable', store: 'needed', storesUntil: '2.1' }),
  globalTable: method({
    ...table,
    draws: [
      store('<topic>-'),
      { ...processor('KSTREAM-SOURCE-', '-source'), namedSince: '2.4', formerly: { prefix: 'KTABLE-SOURCE-', before: '2.4' } },
      { ...processor('KTABLE-SOURCE-'), namedSince: '2.4' },
    ],
    gives: 'GlobalKTable',
    store: 'always',
    note: 'Never a changelog of its own. From 4.0 a Materialized without a name is an error.',
  }),
  addStateStore: method({
    overloads: [overload('StoreBuilder')],
    gives: 'StreamsBuilder',
    draws: [],
    store: 'added',
    note: 'In the topology only if a processor is connected to it.',
  }),
  addGlobalStore: {
    operators: [
      {
        overloads: [overload('StoreBuilder, String, Consumed, ProcessorSupplier')],
        gives: 'StreamsBuilder',
        draws: [
          { ...processor('KSTREAM-SOURCE-', '-source'), namedSince: '3.0' },
          { ...processor('KTABLE-SOURCE-'), namedSince: '3.0' },
        ],
        store: 'added',
        note: 'Never logged.',
      },
      {
        with: 'names',
        overloads: [overload('StoreBuilder, String, String, Consumed, String, ProcessorSupplier', { until: '2.8' })],
        gives: 'StreamsBuilder',
        draws: [],
        store: 'added',
        note: 'Never logged.',
      },
    ],
  },
  build: method({
    overloads: [overload(''), overload('Properties', { since: '2.1' })],
    gives: 'Topology',
    draws: [{ ...repartition, of: 'merged' }],
    note: 'With merge.repartition.topics in the Properties. What it draws comes last, so that it moves no name.',
  }),
} as const satisfies Readonly<Record<string, DslMethod>>;

/** KTable and GlobalKTable. */
import { method, overload, processor, store, type DslMethod, type Operator, type StoreDraw } from './operator.js';

const wasted = (prefix: string): StoreDraw => ({ ...store(prefix), when: 'wasted' });

/** A table of the same keys: a store only with a name. */
const derived = (prefix: string, ...functions: readonly string[]): Operator => ({
  overloads: functions.map((parameters) => overload(`${parameters}, Named?, Materialized?`)),
  gives: 'KTable',
  draws: [wasted(prefix), processor(prefix)],
  store: 'named',
  keeps: 'both',
});

const keyJoin = (unmatched?: Operator['unmatched']): Operator => ({
  overloads: [overload('KTable, ValueJoiner, Named?, Materialized?')],
  gives: 'KTable',
  draws: [
    { ...store('KTABLE-MERGE-'), when: 'ifUnnamedMaterialized' },
    processor('KTABLE-MERGE-'),
    processor('KTABLE-JOINTHIS-', '-join-this'),
    processor('KTABLE-JOINOTHER-', '-join-other'),
  ],
  store: 'materialized',
  ...(unmatched === undefined ? {} : { unmatched }),
  note: 'Both tables keep a store.',
});

const foreign = 'KTABLE-FK-JOIN-';

const foreignKeyJoin = (unmatched?: Operator['unmatched']): Operator => ({
  with: 'foreign key',
  overloads: [
    overload('KTable, Function, ValueJoiner, TableJoined?, Materialized?', { since: '3.1' }),
    overload('KTable, BiFunction, ValueJoiner, TableJoined?, Materialized?', { since: '4.0' }),
    overload('KTable, Function, ValueJoiner, Named?, Materialized?', { since: '2.4', until: '3.9' }),
  ],
  gives: 'KTable',
  draws: [
    processor(`${foreign}SUBSCRIPTION-REGISTRATION-`, '-subscription-registration'),
    processor(`${foreign}SUBSCRIPTION-REGISTRATION-`, '-subscription-registration-processor'),
    processor('KTABLE-SINK-', '-subscription-registration-sink'),
    processor('KTABLE-SOURCE-', '-subscription-registration-source'),
    processor(`${foreign}SUBSCRIPTION-STATE-STORE-`, '-subscription-store'),
    processor(`${foreign}SUBSCRIPTION-PROCESSOR-`, '-subscription-receive'),
    processor(`${foreign}SUBSCRIPTION-PROCESSOR-`, '-subscription-join-foreign'),
    processor(`${foreign}SUBSCRIPTION-PROCESSOR-`, '-foreign-join-subscription'),
    processor(`${foreign}SUBSCRIPTION-RESPONSE-`, '-subscription-response'),
    processor('KTABLE-SINK-', '-subscription-response-sink'),
    processor('KTABLE-SOURCE-', '-subscription-response-source'),
    processor(`${foreign}SUBSCRIPTION-RESPONSE-RESOLVER-PROCESSOR-`, '-subscription-response-resolver'),
    processor(`${foreign}OUTPUT-`, '-result'),
    store(`${foreign}OUTPUT-`),
  ],
  store: 'needed',
  topic: { when: 'always', takes: 'subscription' },
  ...(unmatched === undefined ? {} : { unmatched }),
  note: 'A store of subscriptions, named by the fifth. Both tables keep a store.',
});

export const ktable = {
  filter: method(derived('KTABLE-FILTER-', 'Predicate')),
  filterNot: method(derived('KTABLE-FILTER-', 'Predicate')),
  mapValues: method({ ...derived('KTABLE-MAPVALUES-', 'ValueMapper', 'ValueMapperWithKey'), keeps: 'key' }),
  transformValues: method({
    ...derived('KTABLE-TRANSFORMVALUES-'),
    overloads: [overload('ValueTransformerWithKeySupplier, Materialized?, Named?, String...')],
    draws: [{ ...wasted('KTABLE-TRANSFORMVALUES-'), until: '2.1' }, processor('KTABLE-TRANSFORMVALUES-')],
    keeps: 'key',
  }),
  toStream: {
    operators: [
      { overloads: [overload('Named?')], gives: 'KStream', draws: [processor('KTABLE-TOSTREAM-')], rekeyed: 'clear', keeps: 'both' },
      {
        with: 'mapper',
        overloads: [overload('KeyValueMapper, Named?')],
        gives: 'KStream',
        draws: [processor('KTABLE-TOSTREAM-'), { ...processor('KSTREAM-KEY-SELECT-'), when: 'always' }],
        rekeyed: 'set',
        changes: 'key',
        keeps: 'value',
      },
    ],
  },
  suppress: method({
    overloads: [overload('Suppressed')],
    gives: 'KTable',
    draws: [{ ...processor('KTABLE-SUPPRESS-'), when: 'ifUnnamed', unchecked: true }, store('KTABLE-SUPPRESS-')],
    store: 'always',
    keeps: 'both',
    since: '2.1',
    note: 'With a name, its store has that with -store. The table keeps a store (in 2.2 not one of table()).',
  }),
  groupBy: method({
    overloads: [overload('KeyValueMapper, Grouped?'), overload('KeyValueMapper, Serialized', { until: '2.8' })],
    gives: 'KGroupedTable',
    draws: [{ ...processor('KTABLE-SELECT-'), namedSince: '2.4' }],
    note: 'The table keeps a store.',
  }),
  join: { operators: [keyJoin(), foreignKeyJoin()] },
  leftJoin: { operators: [keyJoin('this'), foreignKeyJoin('this')], says: 'join' },
  outerJoin: { operators: [keyJoin('both')], says: 'join' },
  queryableStoreName: method({ overloads: [overload('')], gives: 'String', draws: [], reads: true }),
} as const satisfies Readonly<Record<string, DslMethod>>;

export const globalKTable = {
  queryableStoreName: method({ overloads: [overload('')], gives: 'String', draws: [], reads: true }),
} as const satisfies Readonly<Record<string, DslMethod>>;

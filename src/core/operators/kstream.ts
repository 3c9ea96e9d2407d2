/** KStream and BranchedKStream. */
import {
  method,
  overload,
  processor,
  repartition,
  store,
  type DslMethod,
  type Operator,
  type Overload,
  type ProcessorDraw,
} from './operator.js';

/** Draws a name, adds a processor, gives a stream. */
const step = (prefix: string, ...functions: readonly string[]): Operator => ({
  overloads: functions.map((parameters) => overload(`${parameters}, Named?`)),
  gives: 'KStream',
  draws: [processor(prefix)],
  rekeyed: 'keep',
  keeps: 'both',
});

const keyChanger = { rekeyed: 'set', changes: 'key', keeps: 'none' } as const;
const valueChanger = { changes: 'value', keeps: 'key' } as const;

const ifUnnamed = (prefix: string): ProcessorDraw => ({ ...processor(prefix), when: 'ifUnnamed' });

/** Takes suppliers of processors, whose `stores()` are added (2.6+), and names of stores to connect. */
const supplied = (...suppliers: readonly string[]): { readonly overloads: readonly Overload[]; readonly store: 'added' } => ({
  overloads: suppliers.map((supplier) => overload(`${supplier}, Named?, String...`)),
  store: 'added',
});

const sink = {
  overloads: [overload('String, Produced?')],
  gives: 'void',
  draws: [processor('KSTREAM-SINK-')],
} satisfies Operator;

/** In windows. The suffixes are those of processors, and of stores where the StreamJoined names these. */
const streamJoin = (
  [thisPrefix, thisSuffix]: readonly [string, string],
  [otherPrefix, otherSuffix]: readonly [string, string],
  unmatched?: Operator['unmatched'],
): Operator => ({
  with: 'KStream',
  overloads: [
    overload('KStream, ValueJoiner, JoinWindows, StreamJoined?'),
    overload('KStream, ValueJoinerWithKey, JoinWindows, StreamJoined?', { since: '3.0' }),
    overload('KStream, ValueJoiner, JoinWindows, Joined', { until: '2.8' }),
  ],
  gives: 'KStream',
  draws: [
    { ...repartition, of: 'this' },
    { ...repartition, of: 'other' },
    processor('KSTREAM-WINDOWED-', '-this-windowed'),
    processor('KSTREAM-WINDOWED-', '-other-windowed'),
    processor(thisPrefix, thisSuffix),
    processor(otherPrefix, otherSuffix),
    processor('KSTREAM-MERGE-', '-merge'),
  ],
  store: 'always',
  topic: { when: 'rekeyed', takes: 'stream' },
  rekeyed: 'clear',
  ...(unmatched === undefined ? {} : { unmatched }),
  source: 'KStreamImplJoin',
  note: `One store for each side${unmatched === undefined ? '' : ', and from 3.1 one that both share, where the JoinWindows have their grace period from the start'}. StreamJoined.withStoreName() names them, withName() names topics and processors.`,
});

const thisJoin = ['KSTREAM-JOINTHIS-', '-this-join'] as const;
const otherJoin = ['KSTREAM-JOINOTHER-', '-other-join'] as const;
const outerThisJoin = ['KSTREAM-OUTERTHIS-', '-outer-this-join'] as const;
const outerOtherJoin = ['KSTREAM-OUTEROTHER-', '-outer-other-join'] as const;

const tableJoin = (prefix: string): Operator => ({
  with: 'KTable',
  overloads: [overload('KTable, ValueJoiner, Joined?'), overload('KTable, ValueJoinerWithKey, Joined?', { since: '3.0' })],
  gives: 'KStream',
  draws: [repartition, { ...processor(prefix), namedSince: '2.4' }],
  topic: { when: 'rekeyed', takes: 'stream' },
  rekeyed: 'clear',
  note: 'The table keeps a store. With Joined.withGracePeriod() (3.6+) a buffer, named like the processor with -Buffer.',
});

const globalTableJoin: Operator = {
  with: 'GlobalKTable',
  overloads: [
    overload('GlobalKTable, KeyValueMapper, ValueJoiner, Named?'),
    overload('GlobalKTable, KeyValueMapper, ValueJoinerWithKey, Named?', { since: '3.0' }),
    overload('GlobalKTable, KeyValueMapper, ValueJoinerWithStreamAndMappedKey, Named?', { since: '4.4' }),
  ],
  gives: 'KStream',
  // Of join and leftJoin alike.
  draws: [processor('KSTREAM-LEFTJOIN-')],
  rekeyed: 'keep',
  note: 'In 2.0 and 2.1.0 the result counted as not rekeyed.',
};

export const kstream = {
  filter: method(step('KSTREAM-FILTER-', 'Predicate')),
  filterNot: method(step('KSTREAM-FILTER-', 'Predicate')),
  map: method({ ...step('KSTREAM-MAP-', 'KeyValueMapper'), ...keyChanger }),
  flatMap: method({ ...step('KSTREAM-FLATMAP-', 'KeyValueMapper'), ...keyChanger }),
  selectKey: method({ ...step('KSTREAM-KEY-SELECT-', 'KeyValueMapper'), ...keyChanger, keeps: 'value' }),
  mapValues: method({ ...step('KSTREAM-MAPVALUES-', 'ValueMapper', 'ValueMapperWithKey'), ...valueChanger }),
  flatMapValues: method({ ...step('KSTREAM-FLATMAPVALUES-', 'ValueMapper', 'ValueMapperWithKey'), ...valueChanger }),
  peek: method(step('KSTREAM-PEEK-', 'ForeachAction')),
  foreach: method({ ...step('KSTREAM-FOREACH-', 'ForeachAction'), gives: 'void' }),
  print: method({ ...step('KSTREAM-PRINTER-'), overloads: [overload('Printed')], gives: 'void' }),
  process: method({
    ...step('KSTREAM-PROCESSOR-'),
    ...supplied('ProcessorSupplier'),
    overloads: [
      overload('ProcessorSupplier, Named?, String...', { until: '3.9', gives: 'void' }),
      overload('ProcessorSupplier, Named?, String...', { since: '3.3' }),
    ],
    draws: [ifUnnamed('KSTREAM-PROCESSOR-')],
    rekeyed: 'set',
    keeps: 'none',
    note: 'Not a key changer to the optimiser.',
  }),
  processValues: method({
    ...step('KSTREAM-PROCESSVALUES-'),
    ...supplied('FixedKeyProcessorSupplier'),
    draws: [ifUnnamed('KSTREAM-PROCESSVALUES-')],
    keeps: 'key',
    since: '3.3',
    note: 'Not a value changer to the optimiser.',
  }),
  transform: method({
    ...step('KSTREAM-TRANSFORM-'),
    ...supplied('TransformerSupplier'),
    ...keyChanger,
    draws: [ifUnnamed('KSTREAM-TRANSFORM-')],
    until: '3.9',
  }),
  flatTransform: method({
    ...step('KSTREAM-TRANSFORM-'),
    ...supplied('TransformerSupplier'),
    ...keyChanger,
    draws: [ifUnnamed('KSTREAM-TRANSFORM-')],
    since: '2.2',
    until: '3.9',
  }),
  transformValues: method({
    ...step('KSTREAM-TRANSFORMVALUES-'),
    ...supplied('ValueTransformerSupplier', 'ValueTransformerWithKeySupplier'),
    ...valueChanger,
    until: '3.9',
  }),
  flatTransformValues: method({
    ...step('KSTREAM-TRANSFORMVALUES-'),
    ...supplied('ValueTransformerSupplier', 'ValueTransformerWithKeySupplier'),
    ...valueChanger,
    since: '2.3',
    until: '3.9',
  }),
  merge: method({ ...step('KSTREAM-MERGE-', 'KStream'), keeps: 'none', note: 'Rekeyed where one of both is.' }),
  split: method({
    overloads: [overload('Named?')],
    gives: 'BranchedKStream',
    draws: [processor('KSTREAM-BRANCH-')],
    rekeyed: 'keep',
    since: '2.8',
  }),
  branch: method({
    overloads: [overload('Named?, Predicate...')],
    gives: 'KStream[]',
    draws: [processor('KSTREAM-BRANCH-'), { ...processor('KSTREAM-BRANCHCHILD-', '-predicate-<i>'), each: 'predicate' }],
    rekeyed: 'keep',
    until: '3.9',
  }),
  through: method({
    ...sink,
    gives: 'KStream',
    draws: [...sink.draws, { ...processor('KSTREAM-SOURCE-'), when: 'always' }],
    rekeyed: 'clear',
    until: '3.9',
  }),
  to: method({ ...sink, overloads: [...sink.overloads, overload('TopicNameExtractor, Produced?')] }),
  repartition: method({
    overloads: [overload('Repartitioned?')],
    gives: 'KStream',
    draws: [{ ...ifUnnamed('KSTREAM-REPARTITION-'), unchecked: true }, repartition],
    topic: { when: 'always', takes: 'processor' },
    rekeyed: 'clear',
    since: '2.6',
    says: 'by-key',
    note: 'Never merged with others.',
  }),
  toTable: method({
    overloads: [overload('Named?, Materialized?')],
    gives: 'KTable',
    draws: [processor('KSTREAM-TOTABLE-'), store('KSTREAM-TOTABLE-'), repartition],
    store: 'needed',
    topic: { when: 'rekeyed', takes: 'processor' },
    since: '2.5',
    says: 'table',
  }),
  groupBy: method({
    overloads: [overload('KeyValueMapper, Grouped?'), overload('KeyValueMapper, Serialized', { until: '2.8' })],
    gives: 'KGroupedStream',
    draws: [{ ...processor('KSTREAM-KEY-SELECT-'), namedSince: '2.3' }],
    rekeyed: 'set',
    changes: 'key',
  }),
  groupByKey: method({
    overloads: [overload('Grouped?'), overload('Serialized', { until: '2.8' })],
    gives: 'KGroupedStream',
    draws: [],
    rekeyed: 'keep',
  }),
  join: { operators: [streamJoin(thisJoin, otherJoin), tableJoin('KSTREAM-JOIN-'), globalTableJoin] },
  leftJoin: {
    operators: [
      streamJoin(thisJoin, outerOtherJoin, 'this'),
      { ...tableJoin('KSTREAM-LEFTJOIN-'), unmatched: 'this' },
      { ...globalTableJoin, unmatched: 'this' },
    ],
    says: 'join',
  },
  outerJoin: { operators: [streamJoin(outerThisJoin, outerOtherJoin, 'both')], says: 'join' },
} as const satisfies Readonly<Record<string, DslMethod>>;

/** A branch is named by the splitter's name and its Branched or position, so the index that it draws shows nowhere. */
const hidden: ProcessorDraw = { names: 'nothing', prefix: '', when: 'always', suffix: '' };

export const branchedKStream = {
  branch: method({ overloads: [overload('Predicate, Branched?')], gives: 'BranchedKStream', draws: [hidden], rekeyed: 'keep' }),
  defaultBranch: method({ overloads: [overload('Branched?')], gives: 'Map', draws: [hidden], rekeyed: 'keep' }),
  noDefaultBranch: method({ overloads: [overload('')], gives: 'Map', draws: [] }),
} as const satisfies Readonly<Record<string, DslMethod>>;

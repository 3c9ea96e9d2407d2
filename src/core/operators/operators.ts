/**
 * Every public method of the Streams DSL and of Topology, as data. Read by `dsl`, which does what they say, by fixes, and by the page
 * docs/operators.md.
 */
import {
  cogroupedKStream,
  kGroupedStream,
  kGroupedTable,
  sessionWindowedCogroupedKStream,
  sessionWindowedKStream,
  timeWindowedCogroupedKStream,
  timeWindowedKStream,
} from './aggregations.js';
import { branchedKStream, kstream } from './kstream.js';
import { globalKTable, ktable } from './ktable.js';
import type { DslMethod, Operator } from './operator.js';
import { streamsBuilder } from './streamsBuilder.js';
import { topology } from './topology.js';

interface ReceiverRecord {
  /** The first version that has it; undefined: older than all that are known. */
  readonly since?: string;
  /** The library's class behind it. */
  readonly source: string;
  readonly methods: Readonly<Record<string, DslMethod>>;
}

/** By the receiver's class, in Kafka's simple names. */
export const receivers = {
  StreamsBuilder: { source: 'InternalStreamsBuilder', methods: streamsBuilder },
  KStream: { source: 'KStreamImpl', methods: kstream },
  BranchedKStream: { since: '2.8', source: 'BranchedKStreamImpl', methods: branchedKStream },
  KTable: { source: 'KTableImpl', methods: ktable },
  GlobalKTable: { source: 'GlobalKTableImpl', methods: globalKTable },
  KGroupedStream: { source: 'KGroupedStreamImpl', methods: kGroupedStream },
  TimeWindowedKStream: { source: 'TimeWindowedKStreamImpl', methods: timeWindowedKStream },
  SessionWindowedKStream: { source: 'SessionWindowedKStreamImpl', methods: sessionWindowedKStream },
  CogroupedKStream: { since: '2.5', source: 'CogroupedKStreamImpl', methods: cogroupedKStream },
  TimeWindowedCogroupedKStream: { since: '2.5', source: 'TimeWindowedCogroupedKStreamImpl', methods: timeWindowedCogroupedKStream },
  SessionWindowedCogroupedKStream: {
    since: '2.5',
    source: 'SessionWindowedCogroupedKStreamImpl',
    methods: sessionWindowedCogroupedKStream,
  },
  KGroupedTable: { source: 'KGroupedTableImpl', methods: kGroupedTable },
  Topology: { source: 'Topology', methods: topology },
} as const satisfies Readonly<Record<string, ReceiverRecord>>;

export type Receiver = keyof typeof receivers;
/** The names of a receiver's methods. */
export type MethodName<R extends Receiver> = keyof (typeof receivers)[R]['methods'] & string;

export function isReceiver(type: string): type is Receiver {
  return Object.hasOwn(receivers, type);
}

/** undefined: the library has no such method. */
export function findMethod(receiver: Receiver, name: string): DslMethod | undefined {
  const { methods }: ReceiverRecord = receivers[receiver];
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

/** Of all receivers: for calls whose receiver is not known. */
export function methodsNamed(name: string): readonly DslMethod[] {
  return (Object.keys(receivers) as Receiver[]).flatMap((receiver) => findMethod(receiver, name) ?? []);
}

export function allOperators(): readonly Operator[] {
  return Object.values<ReceiverRecord>(receivers).flatMap(({ methods }) => Object.values(methods).flatMap(({ operators }) => operators));
}

export function operatorsNamed(name: string): readonly Operator[] {
  return methodsNamed(name).flatMap(({ operators }) => operators);
}

/** The method's operator of that kind; what a method does not have is a mistake of ours. */
export function operatorWith({ operators }: DslMethod, kind: Operator['with']): Operator {
  const found = operators.find((one) => one.with === kind);
  if (found === undefined) throw new Error(`no operator with ${kind ?? 'anything'}`);
  return found;
}

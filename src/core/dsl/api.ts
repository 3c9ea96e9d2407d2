/**
 * The door between the evaluator and the Streams API. The evaluator knows languages and calls; everything that is Kafka's
 * lies behind `Dsl`. An evaluated call is offered here when its receiver, or the class it names, is Kafka's.
 */
import type { KafkaVersion } from '../kafkaVersion.js';
import type { Site } from '../../base/text.js';
import type { DslObject, FunctionValue, ObjectValue, Value } from '../values/values.js';
import type { TypeRef } from '../form/form.js';
import type { TopologyResult } from '../topology/result.js';

/** What the DSL asks of the evaluator while it handles one call. */
export interface Host {
  /** Runs a lambda, method reference or the named method of a user's object at build time (Branched.withFunction, stores() …). `undefined`: cannot be run. */
  invoke(target: FunctionValue | ObjectValue, method: string | undefined, args: readonly Value[], site: Site): Value | undefined;
  /** Whether the user's class of this object declares (or inherits in the sources) a method; `undefined` where part of its hierarchy is not in the sources. */
  hasMethod(target: ObjectValue, method: string): boolean | undefined;
  /** Makes a text for an unknown value, e.g. a name that comes from a method parameter. Same value, same hole. */
  toText(value: Value): string;
  /** Which of so many ways a program goes where that is not known: each is followed in a run of its own. */
  choose(key: string, ways: number, reason: string, site: Site): number;
  /** What is taken for granted, so that a default counts. */
  takeDefault(assumption: string, site: Site): void;
  /** Reports a reason why something cannot be determined. */
  gap(reason: string, site: Site): void;
}

/** One call, already evaluated in Java's order. */
export interface DslCall {
  readonly method: string;
  readonly args: readonly Value[];
  readonly typeArgs: readonly TypeRef[];
  /** Where the method's name stands. */
  readonly site: Site;
}

export interface DslOptions {
  /** e.g. "4.3.0" or "2.8": missing parts count as 0. */
  readonly kafkaVersion: string;
  /** `topology.optimization` where the Properties given to build(props) are not known from the code, else the code wins. `undefined`: none. */
  readonly optimization: string | undefined;
  /** Other settings of the application that matter (topic.*, default.dsl.store, windowstore.changelog.additional.retention.ms …) where code does not say. */
  readonly configuration: Readonly<Record<string, string>>;
  /** Oracle cases: the builder of an entry method's parameter was made with a TopologyConfig. */
  readonly topologyConfigForParameter?: boolean;
}

/** What gives a value that we cannot look into: a caller, a call of unseen code, or a container, whose bean of one name is one object. */
export type Origin = 'parameter' | 'unknownCall' | { readonly bean: string };

export interface Dsl {
  /** Of the library whose rules are followed. */
  readonly version: KafkaVersion;
  /** Is this simple class name one of Kafka's that we model (StreamsBuilder, Materialized, StreamsConfig, Stores …)? `method`: has it this one, too? */
  knows(className: string, method?: string): boolean;
  /** `new X(args)`; undefined where X is not ours to make. */
  construct(className: string, call: DslCall): Value | undefined;
  /** `X.method(args)`; undefined where we do not know it. */
  callStatic(className: string, call: DslCall): Value | undefined;
  /** `receiver.method(args)`. Always a value; an unknown method loses the counter and says so. */
  call(receiver: DslObject, call: DslCall): Value;
  /** `X.FIELD`, e.g. StreamsConfig.APPLICATION_ID_CONFIG; undefined where we do not know it. */
  constant(className: string, field: string): Value | undefined;
  /**
   * A value of a Kafka type that comes from where we cannot look: a parameter of an entry method, a field that is injected, the
   * result of an unknown call. A StreamsBuilder or Topology is a fresh one (see `origin`); a KStream belongs to no known builder,
   * so numbers after it are lost; undefined where the type is not ours.
   */
  orphan(type: TypeRef, reason: string, site: Site, origin: Origin): Value | undefined;
  /** Something not understood has received these values (searched through lists, maps, objects and closures): every builder reachable loses its counter. */
  poison(values: readonly Value[], reason: string, site: Site): void;
  /** How many builder operations have run so far, over all builders. */
  readonly operations: number;
  /** All builders lose their counter (a loop with an unknown number of rounds, a bound that was hit …). */
  loseCounters(reason: string, site: Site): void;
  /** Others may have drawn numbers of the builders that there are, and of those that are given later. */
  loseGiven(reason: string, site: Site): void;
  /** Everything that was built, in order of creation. A builder that was never `build()`t is built now (with the options' properties). */
  finish(): readonly BuiltTopology[];
}

export interface BuiltTopology {
  /** Where the StreamsBuilder or Topology was made, or the parameter that brought it. */
  readonly origin: Site;
  /** True where `build()` was called in the code. */
  readonly builtInCode: boolean;
  /** Something was built on it, or code that was not followed may have done so. */
  readonly isUsed: boolean;
  readonly applicationId: string | undefined; // where the properties given to build(props) have it
  readonly result: TopologyResult;
}

export type CreateDsl = (options: DslOptions, host: Host) => Dsl;

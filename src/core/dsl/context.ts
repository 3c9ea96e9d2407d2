/** What the operators share while one program is evaluated. */
import type { MethodName, Receiver } from '../operators/operators.js';
import type { DslMethod } from '../operators/operator.js';
import type { DslCall, Host } from './api.js';
import type { Site } from '../../base/text.js';
import type { Value } from '../values/values.js';
import type { GraphHolder, Handle } from './handles.js';
import type { KafkaVersion } from '../kafkaVersion.js';
import type { AnySettings, StoreBuilder } from './settings.js';
import type { StreamsGraph } from './streamsGraph.js';

export interface DslContext {
  readonly version: KafkaVersion;
  readonly host: Host;
  /** A configuration object of which nothing is known. */
  opaque<T extends AnySettings['type']>(type: T, reason: string, site: Site): Extract<AnySettings, { type: T }>;
  /** A text that stands for what is not known of an object: same object, same text. */
  hole(object: object, label: string, reason: string, site: Site): string;
  /** The builder that a value is, or that a class of the program is; of what is neither, one of which nothing is known. */
  storeBuilder(value: Value | undefined, call: DslCall): StoreBuilder;
  /** One graph for objects that are used together: a known builder's takes over those of unknown origin. */
  join(holders: readonly GraphHolder[], site: Site): StreamsGraph;
  /** A store added by the program, as the first call that adds it tells it. */
  adopted<T extends object>(key: object, make: () => T): T;
}

/** What answers a method. */
export type Handler<H extends Handle> = (context: DslContext, handle: H, call: DslCall, method: DslMethod) => Value;

/** One for each record of a receiver, and none without. */
export type Handlers<R extends Receiver, H extends Handle> = Readonly<Record<MethodName<R>, Handler<H>>>;

export function toValue(object: Handle): Value {
  return { kind: 'dsl', object };
}

export const nothing: Value = { kind: 'void' };

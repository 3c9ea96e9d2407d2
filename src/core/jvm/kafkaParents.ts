/** Objects whose classes extend one of Kafka's: a StreamsBuilder, a Topology. What the class does not say itself, Kafka's class does. */
import type { Site } from '../../base/text.js';
import type { DslObject, Value } from '../values/values.js';
import { isInstance } from './instances.js';
import type { ClassInfo, ClassReference } from './program.js';
import type { Instance, Run } from './run.js';

/** Runs the constructor of Kafka's class that `info` extends; false: the parent is none of those that are followed. */
export function constructKafka(run: Run, self: Instance, info: ClassInfo, parent: ClassReference, args: readonly Value[]): boolean {
  const kafka = run.kafkaName(parent);
  if (kafka === undefined) return false;
  const { nameSpan, span, name, constructors } = info.declaration;
  const site: Site = { file: info.unit.file, ...(constructors[0]?.nameSpan ?? (name === '' ? span : nameSpan)) };
  const type = { name: kafka, args: [], dimensions: 0 };
  const reason = `${name} is made by code that was not read`;
  const made = self.assumed
    ? run.dsl.orphan(type, reason, site, 'parameter')
    : run.dsl.construct(kafka, { method: '<init>', args, typeArgs: [], site });
  if (made?.kind !== 'dsl') return false;
  self.kafka = made.object;
  return true;
}

/** What Kafka's class does, called by its name; undefined: the object is none of Kafka's, or has no such method. */
export function callKafka(run: Run, target: Value, method: string, args: readonly Value[], site: Site): Value | undefined {
  const kafka = kafkaOf(target);
  if (kafka === undefined || !run.dsl.knows(kafka.type, method)) return undefined;
  return run.dsl.call(kafka, { method, args, typeArgs: [], site });
}

/**
 * Why it is not known which code a call runs: the object's class has methods of the name, and Kafka's class has others. The library
 * calls its own through the object, too. A method without parameters overrides the library's.
 */
export function whyMixed(run: Run, self: Instance, method: string, args: readonly Value[]): string | undefined {
  const { kafka } = self;
  if (kafka === undefined || !run.dsl.knows(kafka.type, method)) return undefined;
  const own = run.program.findMethods(self.info, method);
  if (own.length === 0 || (args.length === 0 && own.every(({ method: { params } }) => params.length === 0))) return undefined;
  return `${own[0]!.owner.declaration.name} has a method ${method} of its own beside those of ${kafka.type}: which is called is not followed`;
}

/** A value as Kafka's code sees it. */
export function asKafka(value: Value): Value {
  const object = kafkaOf(value);
  return object === undefined ? value : { kind: 'dsl', object };
}

function kafkaOf(value: Value): DslObject | undefined {
  return isInstance(value) ? value.kafka : undefined;
}

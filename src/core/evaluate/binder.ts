/**
 * What Spring Cloud Stream's binder for Kafka Streams does with a function: its configuration says which topics and names.
 * Source: KafkaStreamsFunctionProcessor, AbstractKafkaStreamsBinderProcessor, KStreamBinder.
 */
import type { Site } from '../../base/text.js';
import { isInstance } from '../jvm/instances.js';
import type { MapValue, Value } from '../values/values.js';
import { mapOfTexts } from '../values/maps.js';
import type { Run } from '../jvm/run.js';
import type { BeansBeside, FunctionBean, InputType, MethodEntry } from './functionBeans.js';
import { charactersPerStep } from './run/bounds.js';

export const streams = 'spring.cloud.stream.kafka.streams';
const definition = 'spring.cloud.function.definition';
const unlimited = 20; // outputs and functions of functions: no application comes near

export interface Binding {
  /** `process-in-0` */
  readonly place: string;
  /** What the configuration calls it. */
  readonly name: string;
}

const binderSettings = `${streams}.binder`;

/** Runs the binder for a function, and for those that the configuration composes it with. */
export function startFunction(run: Run, first: FunctionBean, { named, stores, interceptors }: BeansBeside): void {
  const site = siteOf(first.entry);
  const names = composedWith(run, first.name, site);
  if (names === undefined) return;
  const name = names.join('');
  const builder = run.dsl.construct('StreamsBuilder', { method: '<init>', args: [], typeArgs: [], site });
  if (builder?.kind !== 'dsl') return;
  const call = callsAt(run, site);
  for (const store of stores) call(builder, 'addStateStore', [givenBy(run, store)]);
  if (interceptors.length > 0) run.dsl.poison([builder], 'the binder puts the beans that intercept records before each function', site);
  const inputs = first.inputs.map((type, i) => {
    const binding = bindingOf(run, `${name}-in-${i}`);
    const hidden = hiddenOperators(run, binding);
    const input = readInput(run, type, binding, builder, site, call);
    if (hidden !== undefined) run.dsl.poison([builder], hidden, site);
    return input;
  });
  let result = applied(run, first, inputs, site);
  for (const next of names.slice(1)) {
    const bean = named.get(next);
    if (bean === undefined) run.dsl.poison([builder], `the function ${next} is not in the sources`, site);
    result = bean === undefined ? result : applied(run, bean, [result], site);
  }
  if (run.isUncertainProperty(definition)) run.dsl.poison([builder], `which functions are composed is not known (${definition})`, site);
  const gives = (named.get(names.at(-1)!) ?? first).gives;
  for (const [i, output] of (gives ? outputsOf(result) : []).entries())
    writeOutput(run, bindingOf(run, `${name}-out-${i}`), output, call, site);
  call(builder, 'build', [settingsOf(run, name, first.inputs.length)]);
}

/** Calls of the binder on what is Kafka's. */
export function callsAt(run: Run, site: Site): CallOf {
  return (target, method, args) => (target.kind === 'dsl' ? run.dsl.call(target.object, { method, args, typeArgs: [], site }) : target);
}

/** The names of the functions that run one after another, this one first; undefined: the configuration does not have it begin. */
function composedWith(run: Run, name: string, site: Site): readonly string[] | undefined {
  const written = run.property(definition) ?? run.property('spring.cloud.stream.function.definition');
  if (written === undefined) return [name];
  run.spend(site, Math.ceil(written.length / charactersPerStep));
  return written
    .split(';')
    .map((one) => one.split(/[|,]/).map((part) => part.trim()))
    .find(([first]) => first === name);
}

export function siteOf({ owner, member }: MethodEntry): Site {
  return { file: owner.unit.file, ...member.method.nameSpan };
}

/** What a method of a bean gives. */
export function givenBy(run: Run, { owner, member: { method } }: MethodEntry): Value {
  const site: Site = { file: owner.unit.file, ...method.nameSpan };
  const self = method.isStatic ? undefined : run.assume(owner, 'this', site, 0);
  return run.callMethod(owner, method, self, run.orphanParameters(method.params, owner, `${owner.qualifiedName}.${method.name}`), site, 0);
}

/** The function that a function gives gets the inputs that are left. */
function applied(run: Run, bean: FunctionBean, inputs: readonly Value[], site: Site): Value {
  const { entry } = bean;
  let result: Value = bean.isClass ? run.assume(entry.owner, 'this', site, 0) : givenBy(run, entry);
  for (let taken = 0, round = 0; taken < inputs.length && round < unlimited; round++) {
    const count = round === 0 ? parametersOf(bean) : 1;
    const args = inputs.slice(taken, taken + count);
    taken += count;
    const answer = isCallable(result) ? run.invoke(result, undefined, args, site) : undefined;
    if (answer === undefined) {
      const reason = result.kind === 'unknown' ? result.reason : `what the function ${bean.name} does is not followed`;
      run.escape(inputs, reason, site);
      return run.unknown(reason, site, { label: bean.name });
    }
    result = answer;
  }
  return result;
}

function parametersOf({ entry, isClass, inputs }: FunctionBean): number {
  const { method } = entry.member;
  if (isClass) return method.params.length;
  return /(?:^|\.)Bi(?:Function|Consumer)$/.test(method.returnType?.name ?? '') ? 2 : Math.min(1, inputs.length);
}

function isCallable(value: Value): boolean {
  return value.kind === 'function' || (value.kind === 'object' && isInstance(value)) || value.kind === 'native';
}

function outputsOf(result: Value): readonly Value[] {
  if (result.kind === 'list') return result.items.slice(0, unlimited);
  return result.kind === 'void' || result.kind === 'null' ? [] : [result];
}

function bindingOf(run: Run, place: string): Binding {
  return { place, name: run.property(`spring.cloud.stream.function.bindings.${place}`) ?? place };
}

/** Why the binder puts operators between an input and the function; undefined: it does not. */
export function hiddenOperators(run: Run, { name }: Binding): string | undefined {
  const set = (key: string): boolean => run.property(key) !== undefined || run.isUncertainProperty(key);
  const events = `${streams}.bindings.${name}.consumer.eventTypes`;
  if (set(events)) return `the binder picks records of ${name} by their types (${events})`;
  const decoding = `spring.cloud.stream.bindings.${name}.consumer.useNativeDecoding`;
  const isNative = run.property(decoding) === 'true' || !set(decoding);
  return isNative ? undefined : `the binder converts the records of ${name} (${decoding})`;
}

export type CallOf = (target: Value, method: string, args: readonly Value[]) => Value;

export function readInput(run: Run, type: InputType, binding: Binding, builder: Value, site: Site, call: CallOf): Value {
  const consumer = `${streams}.bindings.${binding.name}.consumer`;
  const named = setting(run, `${consumer}.consumedAs`, site);
  const consumed = named === undefined ? [] : [configured(run, 'Consumed', named, site)];
  if (type === 'KStream') return call(builder, 'stream', [topicsOf(run, binding, consumer, site), ...consumed]);
  const store = setting(run, `${consumer}.materializedAs`, site);
  const materialized = store === undefined ? [] : [configured(run, 'Materialized', store, site)];
  const method = type === 'KTable' ? 'table' : 'globalTable';
  const plain = consumed.length > 0 ? consumed : [configured(run, 'Consumed', undefined, site)];
  return call(builder, method, [destinationOf(run, binding, site), ...plain, ...materialized]);
}

/** `Consumed.as(…)` and the like; without a name: with no serdes. */
function configured(run: Run, className: string, name: Value | undefined, site: Site): Value {
  const none: Value = { kind: 'null' };
  const [method, args] = name === undefined ? ['with', [none, none]] : ['as', [name]];
  return run.dsl.callStatic(className, { method, args, typeArgs: [], site }) ?? run.unknown(`${className} is not followed`, site);
}

/** What the configuration says; undefined: nothing. */
function setting(run: Run, key: string, site: Site): Value | undefined {
  const text = run.property(key);
  if (text !== undefined) return { kind: 'text', text };
  if (!run.isUncertainProperty(key)) return undefined;
  const reason = `the property ${key} is not the same in all configuration files or environments`;
  return run.unknown(reason, site, { key: `property:${key}`, label: key, type: { name: 'String', args: [], dimensions: 0 } });
}

function destinationOf(run: Run, { place, name }: Binding, site: Site): Value {
  const renamed = `spring.cloud.stream.function.bindings.${place}`;
  if (run.isUncertainProperty(renamed)) return setting(run, renamed, site)!;
  return setting(run, `spring.cloud.stream.bindings.${name}.destination`, site) ?? { kind: 'text', text: name };
}

/** Several with commas between, or a pattern. */
function topicsOf(run: Run, binding: Binding, consumer: string, site: Site): Value {
  const destination = destinationOf(run, binding, site);
  if (destination.kind !== 'text') return destination;
  const { text } = destination;
  if (run.property(`${consumer}.destinationIsPattern`) === 'true')
    return { kind: 'native', type: 'Pattern', state: { pattern: text, flags: 0 } };
  return { kind: 'list', items: text.split(',').map((topic): Value => ({ kind: 'text', text: topic.trim() })), open: false };
}

export function writeOutput(run: Run, binding: Binding, output: Value, call: CallOf, site: Site): void {
  const isTable = output.kind === 'dsl' && output.object.type === 'KTable';
  const stream = isTable ? call(output, 'toStream', []) : output;
  const named = setting(run, `${streams}.bindings.${binding.name}.producer.producedAs`, site);
  call(stream, 'to', [destinationOf(run, binding, site), ...(named === undefined ? [] : [configured(run, 'Produced', named, site)])]);
}

/** What the binder gives to `build`: the application's id, and all else that is configured. */
function settingsOf(run: Run, name: string, inputs: number): MapValue {
  const consumers = Array.from({ length: inputs }, (_, i) => `${streams}.bindings.${bindingOf(run, `${name}-in-${i}`).name}.consumer`);
  const [first] = consumers;
  return applicationSettings(run, `${name}-applicationId`, [
    `${binderSettings}.functions.${name}.configuration.application.id`,
    `${binderSettings}.functions.${name}.applicationId`,
    ...(first === undefined ? [] : [`${first}.configuration.application.id`]),
    ...consumers.map((consumer) => `${consumer}.applicationId`),
  ]);
}

/** The application's id, of what all topologies have and what is one's own: what stands later wins. `otherwise`: the binder's name for one. */
export function applicationSettings(run: Run, otherwise: string | undefined, own: readonly string[]): MapValue {
  const keys = [
    'spring.application.name',
    'spring.kafka.streams.application-id',
    `${binderSettings}.applicationId`,
    `${binderSettings}.configuration.application.id`,
    ...own,
  ];
  const decisive = keys.findLast((key) => run.property(key) !== undefined || run.isUncertainProperty(key));
  const id = decisive === undefined ? otherwise : run.property(decisive);
  return mapOfTexts(id === undefined ? [] : [['application.id', { kind: 'text', text: id }]], { open: true, key: 'binder' });
}

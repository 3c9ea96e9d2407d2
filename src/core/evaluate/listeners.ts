/**
 * Methods that Spring Cloud Stream's binder for Kafka Streams calls with streams and tables of its channels (`@StreamListener`, removed in 4.0).
 * It gives each method a builder of its own. Source: KafkaStreamsStreamListenerSetupMethodOrchestrator.
 */
import type { Site } from '../../base/text.js';
import type { Annotation, Expression, SourceUnit } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { classFrame } from '../jvm/frames.js';
import type { ClassInfo, Program } from '../jvm/program.js';
import type { Run } from '../jvm/run.js';
import type { Value } from '../values/values.js';
import { isExact } from '../values/holes.js';
import { applicationSettings, callsAt, givenBy, hiddenOperators, readInput, siteOf, streams, writeOutput, type Binding } from './binder.js';
import { inputType, type InputType, type MethodEntry } from './functionBeans.js';

export interface Listener {
  readonly entry: MethodEntry;
  /** Of each parameter, and the name of its channel as an annotation has it. */
  readonly inputs: readonly { readonly type: InputType; readonly channel: Expression }[];
  readonly outputs: readonly Expression[];
}

export function findListeners(program: Program, units: readonly SourceUnit[]): readonly Listener[] {
  const found: Listener[] = [];
  const visit = (owner: ClassInfo): void => {
    for (const method of owner.declaration.methods) {
      const listener = listenerOf(program, { owner, member: { kind: 'method', method } });
      if (listener !== undefined) found.push(listener);
    }
    for (const nested of owner.declaration.classes) visit(program.declare(nested, owner.unit, owner));
  };
  for (const unit of units) for (const info of program.classesOf(unit)) visit(info);
  return found;
}

/** undefined: the method listens to no streams, or to channels that are not named. */
function listenerOf(program: Program, entry: MethodEntry): Listener | undefined {
  const { params, annotations } = entry.member.method;
  const listens = annotation(annotations, 'StreamListener');
  if (listens === undefined || params.length === 0) return undefined;
  const inputs = params.flatMap((param) => {
    const type = param.type === undefined ? undefined : inputType(program, entry.owner, param.type);
    const own = valueOf(annotation(param.annotations, 'Input'));
    const channel = own ?? (params.length === 1 ? valueOf(listens) : undefined);
    return type === undefined || channel === undefined ? [] : [{ type, channel }];
  });
  if (inputs.length < params.length) return undefined;
  const sent = valueOf(annotation(annotations, 'SendTo')) ?? valueOf(annotation(annotations, 'Output'));
  const outputs = sent?.kind === 'newArray' ? (sent.elements ?? []) : sent === undefined ? [] : [sent];
  return { entry, inputs, outputs };
}

function annotation(all: readonly Annotation[], name: string): Annotation | undefined {
  return all.find((one) => lastSegment(one.name) === name);
}

function valueOf(found: Annotation | undefined): Expression | undefined {
  return found?.args.find(({ name }) => name === 'value' || name === 'target')?.value;
}

/** Runs the binder for a method. It adds each bean that gives a store to each builder. */
export function startListener(run: Run, { entry, inputs, outputs }: Listener, stores: readonly MethodEntry[]): void {
  const { owner } = entry;
  const { method } = entry.member;
  const site = siteOf(entry);
  const builder = run.dsl.construct('StreamsBuilder', { method: '<init>', args: [], typeArgs: [], site });
  if (builder?.kind !== 'dsl') return;
  const call = callsAt(run, site);
  for (const store of stores) call(builder, 'addStateStore', [givenBy(run, store)]);
  const channels = inputs.map(({ channel }) => channelOf(run, owner, channel));
  const given = inputs.map(({ type }, i) => {
    const binding = channels[i];
    if (binding === undefined) return lostInput(run, type, site);
    const input = readInput(run, type, binding, builder, site, call);
    const hidden = hiddenOperators(run, binding) ?? conversionUnknown(run, binding);
    if (hidden !== undefined) run.dsl.poison([builder], hidden, site);
    return input;
  });
  const declared = annotation(method.annotations, 'KafkaStreamsStateStore');
  if (declared !== undefined) run.dsl.poison([builder], 'the store that @KafkaStreamsStateStore describes is not followed', site);
  const result = run.callMethod(owner, method, method.isStatic ? undefined : run.assume(owner, 'this', site, 0), given, site, 0);
  const results = result.kind === 'list' ? result.items : [result];
  for (const [i, output] of outputs.entries()) {
    const binding = channelOf(run, owner, output);
    const stream = results[i];
    if (binding !== undefined && stream !== undefined) writeOutput(run, binding, stream, call, site);
  }
  const first = channels[0];
  const consumer = first === undefined ? [] : [`${streams}.bindings.${first.name}.consumer`];
  const own = consumer.flatMap((one) => [`${one}.configuration.application.id`, `${one}.applicationId`]);
  call(builder, 'build', [applicationSettings(run, undefined, own)]);
}

/** A stream of which nothing is known. */
function lostInput(run: Run, type: InputType, site: Site): Value {
  const reason = 'the name of the channel that the binder reads is not known';
  return run.dsl.orphan({ name: type, args: [], dimensions: 0 }, reason, site, 'unknownCall') ?? run.unknown(reason, site);
}

/** A channel is its own binding; undefined: its name is not known. */
function channelOf(run: Run, owner: ClassInfo, channel: Expression): Binding | undefined {
  const value = run.evaluate(channel, classFrame(owner));
  return value.kind === 'text' && isExact(value.text) ? { place: value.text, name: value.text } : undefined;
}

/** Binders before 3.0, of Kafka before 2.3, convert values unless they are told not to; of what no build file says nothing is known. */
function conversionUnknown(run: Run, { name }: Binding): string | undefined {
  const decoding = `spring.cloud.stream.bindings.${name}.consumer.useNativeDecoding`;
  const { version } = run.dsl;
  if (run.property(decoding) === 'true' || (version.since('2.3') && !version.since('4.0'))) return undefined;
  return `whether the binder converts the records of ${name} depends on its version (set ${decoding})`;
}

/**
 * The one rule of loss: code that is not followed may do anything to what it can reach, so every value within its reach that code can
 * change is lost. What is read of it afterwards is not known, for the reason of the first thing that was not followed.
 * Values that nothing can change (texts, numbers, `List.of`) stay; what they refer to is within reach too.
 */
import type { Site } from '../../base/text.js';
import { assertNever } from '../../base/assertNever.js';
import type { ClassDeclaration, LambdaExpression } from '../form/form.js';
import { eachRecord } from '../form/walk.js';
import { isClosure, isInstance } from './instances.js';
import { heldIn, loseField } from './lostFields.js';
import { lossOf } from './library/call.js';
import type { FieldRef } from './fields.js';
import type { ClassInfo } from './program.js';
import type { Closure, Instance, Run, UnknownOptions } from './run.js';
import type { Scope } from './scope.js';
import type { Code } from './staticReach.js';
import type { ListType, ListValue, Loss, MapValue, NativeValue, UnknownValue, Value } from '../values/values.js';

/** Loses everything within reach of the values; gives those that are Kafka's, which only the DSL can lose. */
export function lose(run: Run, values: readonly Value[], loss: Loss, site: Site): Value[] {
  const kafkas: Value[] = [];
  const seen = new Set<Value>();
  const statics = new Set<unknown>();
  const open = [...values];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    run.spend(site);
    if (value.kind === 'dsl') kafkas.push(value);
    if (leadsNowhere(value)) continue;
    for (const inner of reachable(run, value)) open.push(inner);
    for (const code of codeOf(run, value)) for (const held of loseStatics(run, code, loss, statics)) open.push(held);
    loseContents(run, value, loss);
  }
  return kafkas;
}

/** The code of the program that who has a value can run. */
function codeOf(run: Run, value: Value): readonly Code[] {
  if (value.kind === 'object' && isInstance(value))
    return run.program.lineage(value.info).classes.map((owner) => ({ body: owner.declaration, owner }));
  if (value.kind !== 'function' || !isClosure(value)) return [];
  const { body, frame } = value;
  if (body.kind === 'lambda') return [{ body: body.lambda, owner: frame.owner }];
  const info =
    body.kind === 'methodRef' && body.target.kind === 'class' && body.target.declaration !== undefined
      ? run.program.infoOf(body.target.declaration)
      : undefined;
  if (info === undefined || body.kind !== 'methodRef') return [];
  return run.program.findMethods(info, body.name).map(({ owner, method }) => ({ body: method, owner }));
}

/** Gives what they held: that, too, is within reach. Those of a class that was not used yet are lost when it is. `seen`: those that are lost already. */
function loseStatics(run: Run, code: Code, loss: Loss, seen: Set<unknown>): readonly Value[] {
  const fields = run.program.staticsIn(code);
  // Objects of one class can run the same code.
  if (fields.length === 0 || seen.has(fields)) return [];
  seen.add(fields);
  const held: Value[] = [];
  for (const field of fields) {
    const { owner, declaration } = field;
    if (declaration === undefined || seen.has(declaration)) continue;
    seen.add(declaration);
    if (run.classes.has(owner)) {
      const before = loseStatic(run, field, loss);
      if (before !== undefined) held.push(before);
      continue;
    }
    const lost = run.lostStatics.get(owner) ?? new Map<FieldRef, Loss>();
    if (!lost.has(field)) run.lostStatics.set(owner, lost.set(field, loss));
  }
  return held;
}

function loseStatic(run: Run, { owner, name, declaration, type }: FieldRef, loss: Loss): Value | undefined {
  const before = run.readStatic(owner, name);
  if (before === undefined) return undefined;
  if (declaration?.isFinal !== true && before.kind !== 'dsl')
    run.assignStatic(owner, name, run.unknown(loss.reason, loss.site, { label: name, type }));
  return before;
}

/** What code that is not followed could change before the class was used: it may have done so by now, or do so now. */
export function loseFirstStatics(run: Run, info: ClassInfo): void {
  const lost = run.lostStatics.get(info);
  run.lostStatics.delete(info);
  for (const [field, loss] of lost ?? []) {
    const before = loseStatic(run, field, loss);
    run.escape(before === undefined ? [] : [before], loss.reason, loss.site);
  }
}

type Leaf = Extract<
  Value,
  { readonly kind: 'text' | 'number' | 'boolean' | 'null' | 'void' | 'unknown' | 'duration' | 'class' | 'serde' | 'dsl' }
>;

/** Nothing in it can change, and nothing else is reached by it. */
export function leadsNowhere(value: Value): value is Leaf {
  switch (value.kind) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'void':
    case 'unknown':
    case 'duration':
    case 'class':
    case 'serde':
    case 'dsl':
      return true;
    default:
      return false;
  }
}

/** What code that has a value can get at, one step further. */
export function reachable(run: Run, value: Value): readonly Value[] {
  if (leadsNowhere(value)) return [];
  switch (value.kind) {
    case 'list':
      return [...value.items, ...(value.view === undefined ? [] : [value.view.of === 'map' ? value.view.map : value.view.list])];
    case 'map':
      return [
        ...[...value.entries.values()].flatMap((entry) => [entry.key, entry.value]),
        ...(value.defaults === undefined ? [] : [value.defaults]),
        ...(value.type === 'range' && value.shows !== undefined ? [value.shows] : []),
      ];
    case 'pair':
      return [value.key, value.value];
    case 'optional':
      return value.value === undefined ? [] : [value.value];
    case 'throwable':
      return [value.state.message, value.state.cause, ...value.state.suppressed];
    case 'object':
      return isInstance(value) ? reachableOfInstance(run, value) : [];
    case 'function':
      return isClosure(value) ? reachableOfClosure(run, value) : [];
    case 'native':
      return reachableOfNative(value);
    default:
      return assertNever(value);
  }
}

function reachableOfInstance(run: Run, instance: Instance): readonly Value[] {
  const found = Array.from(instance.fields.values(), (value) => heldIn(run, value));
  found.push(...capturedBy(run, instance));
  return found;
}

/** What can be got at of an object beside its fields. */
export function capturedBy(run: Run, { outer, kafka, captured, declaration }: Instance): readonly Value[] {
  const found: Value[] = [];
  if (outer !== undefined) found.push(outer);
  if (kafka !== undefined) found.push({ kind: 'dsl', object: kafka });
  if (captured !== undefined) found.push(...valuesOf(captured, run.mentioned(declaration)));
  return found;
}

/** What a lambda or method reference has captured: locals that it mentions, and `this` where it uses a member. */
function reachableOfClosure(run: Run, closure: Closure): readonly Value[] {
  const { body, frame } = closure;
  if (body.kind === 'methodRef') return [body.target];
  if (body.kind !== 'lambda') return frame.self === undefined ? [] : [frame.self];
  const mentioned = run.mentioned(body.lambda);
  const found = valuesOf(frame.scope, mentioned);
  for (let self = frame.self; self !== undefined; self = self.outer) {
    if (mentioned.usesThis || [...mentioned.names].some((name) => self?.fields.has(name))) found.push(self);
    if (self.captured !== undefined) found.push(...valuesOf(self.captured, mentioned));
  }
  return found;
}

/** What the text of a lambda or class names. */
export interface Mentioned {
  readonly names: ReadonlySet<string>;
  /** `this`, or a method called by its simple name. */
  readonly usesThis: boolean;
}

export function mentionedIn(code: LambdaExpression | ClassDeclaration): Mentioned {
  const names = new Set<string>();
  let usesThis = false;
  eachRecord(code, ({ kind, name, target }) => {
    if (kind === 'name' && typeof name === 'string') names.add(name);
    if (kind === 'this' || kind === 'super' || (kind === 'call' && target === undefined)) usesThis = true;
  });
  return { names, usesThis };
}

function valuesOf(scope: Scope, { names }: Mentioned): Value[] {
  return [...names].flatMap((name) => scope.find(name)?.value ?? []);
}

function reachableOfNative(value: NativeValue): readonly Value[] {
  switch (value.type) {
    case 'StringBuilder':
    case 'StringJoiner':
    case 'matcher':
    case 'Pattern':
    case 'file':
    case 'lightbendConfig':
    case 'timeUnit':
    case 'locale':
      return [];
    case 'atomic':
      return [value.state.value];
    case 'collector':
    case 'function':
      return value.state.args;
    case 'flow': {
      const { source, steps } = value.state;
      const functions = steps.flatMap((step) => step.argument ?? []);
      if (source.kind === 'elements') return [source.list, ...functions];
      if (source.kind === 'generate') return [source.supplier, ...functions];
      if (source.kind === 'iterate') return [source.start, source.next, ...(source.test === undefined ? [] : [source.test]), ...functions];
      return [source.first, source.second].map((state): Value => ({ kind: 'native', type: 'flow', state })).concat(functions);
    }
    case 'iterator':
      return [value.state.list];
    default:
      return assertNever(value);
  }
}

/** What a value holds becomes unknown, if code can change it. What it refers to stays as it is. */
export function loseContents(run: Run, value: Value, loss: Loss): void {
  switch (value.kind) {
    case 'list':
      loseList(run, value, loss);
      break;
    case 'map':
      if (value.type !== 'Map.of' && value.shows === undefined) loseMap(value, loss);
      break;
    case 'pair':
      if (value.live === true) value.value = run.unknown(loss.reason, loss.site, { label: 'value' });
      break;
    case 'throwable':
      value.state.loss ??= loss;
      break;
    case 'object':
      if (isInstance(value)) loseFields(run, value, loss);
      if (value.throwable !== undefined) value.throwable.loss ??= loss;
      break;
    case 'native':
      if (
        value.type === 'StringBuilder' ||
        value.type === 'StringJoiner' ||
        value.type === 'atomic' ||
        value.type === 'flow' ||
        value.type === 'iterator' ||
        value.type === 'matcher'
      )
        value.state.loss ??= loss;
      break;
    default:
  }
}

const unchanging = new Set<ListType>(['List.of', 'unmodifiable', 'unmodifiableCollection', 'fixed']);

/** An array keeps its length. */
function loseList(run: Run, list: ListValue, loss: Loss): void {
  if (list.type !== undefined && unchanging.has(list.type)) return;
  if (list.view !== undefined) {
    loseContents(run, list.view.of === 'map' ? list.view.map : list.view.list, loss);
    return;
  }
  if (list.type === undefined) {
    if (list.open) list.loss ??= loss;
    for (let i = 0; i < list.items.length; i++)
      if (list.items[i]!.kind !== 'dsl') list.items[i] = run.unknown(loss.reason, loss.site, { label: 'element' });
    return;
  }
  list.items.length = 0;
  list.open = true;
  list.loss ??= loss;
}

function loseMap(map: MapValue, loss: Loss): void {
  map.entries.clear();
  map.open = true;
  map.loss ??= loss;
}

/** Fields that are final keep their values, as do private ones that no method assigns. */
function loseFields(run: Run, instance: Instance, loss: Loss): void {
  for (const owner of run.program.lineage(instance.info).classes) {
    for (const field of owner.declaration.fields) {
      const value = instance.fields.get(field.name);
      if (value === undefined || field.isStatic || field.isFinal || value.kind === 'dsl') continue;
      if (field.isPrivate && !run.program.isAssigned(owner.declaration, field)) continue;
      loseField(run, instance.fields, field.name, { type: field.type, owner, loss });
    }
  }
}

/** What is not known as it was made of these values: for the first reason why one of them is not, else for its own. */
export function derived(run: Run, from: readonly Value[], reason: string, site: Site, options: UnknownOptions): UnknownValue {
  const first = firstLoss(run, from, { reason, site });
  return run.unknown(first.reason, first.site, options);
}

/** The first reason why one of the values is not known; else that of the call itself. */
export function firstLoss(run: Run, values: readonly (Value | undefined)[], otherwise: Loss): Loss {
  for (const value of values) {
    const loss = lossOf(run, value);
    if (loss !== undefined) return loss;
  }
  return otherwise;
}

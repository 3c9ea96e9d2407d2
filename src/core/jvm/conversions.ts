/** What a value becomes where its declared type is known: assignment and casting contexts (JLS §5.2, §5.5), and what is not known of a type. */
import type { Site } from '../../base/text.js';
import type { TypeRef } from '../form/form.js';
import { isClosure } from './instances.js';
import { lastSegment } from '../form/labels.js';
import { parseIsoDuration } from './library/durations.js';
import { emptySet } from './library/elements.js';
import { loseContents } from './loss.js';
import { boxed, intValue, isNumberType, isPrimitiveName, longValue, toType, unboxedType } from '../values/numbers.js';
import type { ClassInfo } from './program.js';
import { refuseNullBox, throwNull } from './refusals.js';
import type { Closure, Instance, Run } from './run.js';
import type { NumberValue, UnknownValue, Value } from '../values/values.js';

/** A value given its declared type. An unknown one of a Kafka type becomes an orphan handle, a map or list an open one, an own class an assumed instance. */
export function typed(run: Run, value: Value, type: TypeRef | undefined, owner: ClassInfo, site: Site): Value {
  if (type === undefined) return value;
  const simple = lastSegment(type.name);
  if (value.kind === 'unknown') return typedUnknown(run, value, type, owner, site);
  if (type.dimensions > 0) return value;
  switch (value.kind) {
    case 'number':
      return convertNumber(run, value, simple, type, owner);
    case 'text':
      return fromProperty(value, simple);
    case 'null':
      if (isPrimitiveName(simple)) throwNull(run, site);
      return value;
    case 'function':
      return isClosure(value) ? asFunctional(run, value, type, owner) : value;
    default:
      return value;
  }
}

/** A lambda is of the interface that its first variable or parameter has. */
function asFunctional(run: Run, value: Closure, type: TypeRef, owner: ClassInfo): Closure {
  if (value.functional !== undefined) return value;
  const reference = run.resolveType(type.name, { owner, scope: value.frame.scope });
  return reference?.kind === 'source' && reference.info.declaration.kind === 'interface' ? { ...value, functional: reference.info } : value;
}

/** To a primitive type, to a box, or to a class that every box is one of. */
function convertNumber(run: Run, value: NumberValue, simple: string, type: TypeRef, owner: ClassInfo): Value {
  if (isNumberType(type.name)) return toType(value, type.name);
  const inner = unboxedType(simple);
  if (inner !== undefined) {
    if (run.resolveClass(type.name, owner)?.kind === 'source') return value;
    // A constant int becomes a Byte, Short or Character (JLS §5.2); a box stays the same object.
    return boxed(value.type === inner ? value : toType(value, inner));
  }
  return boxed(value);
}

/** What people can give the value of, and what is known by its type alone. */
const plainTypes = new Set('String CharSequence Object var int long boolean Integer Long Boolean double Duration'.split(' '));
const anyMap = /^(?:Linked|Concurrent|Hash|Tree)*Map$/;
const anyList = new Set('List ArrayList LinkedList Collection Iterable'.split(' '));
const anySet = /^(?:Hash|Linked|Tree)*Set$/;

function typedUnknown(run: Run, value: UnknownValue, type: TypeRef, owner: ClassInfo, site: Site): Value {
  if (type.dimensions > 0)
    return { kind: 'list', items: [], open: true, given: value.key, loss: { reason: value.reason, site: value.site } };
  const simple = lastSegment(type.name);
  if (isPrimitiveName(simple)) refuseNullBox(run, value, site);
  const withType: UnknownValue = { ...value, type };
  if (plainTypes.has(simple)) {
    const given = run.given(value.label);
    return given === undefined ? withType : fromProperty({ kind: 'text', text: given }, simple);
  }
  if (simple === 'Properties' || (simple.endsWith('Map') && anyMap.test(simple)))
    return { ...run.openMap(value.key, value.label), given: value.key };
  const loss = { reason: value.reason, site: value.site };
  if (anyList.has(simple)) return { kind: 'list', type: 'ArrayList', items: [], open: true, given: value.key, loss };
  if (simple.endsWith('Set') && anySet.test(simple)) {
    const set = emptySet(run, simple === 'TreeSet' ? 'TreeSet' : 'HashSet', site);
    loseContents(run, set, loss);
    return { ...set, given: value.key };
  }
  const reference = run.resolveClass(type.name, owner);
  const kafka = run.kafkaName(reference);
  if (kafka !== undefined) return run.dsl.orphan({ ...type, name: kafka }, value.reason, value.site, 'unknownCall') ?? withType;
  if (reference?.kind === 'source') {
    const { declaration, unit } = reference.info;
    const concrete = declaration.kind === 'record' || (declaration.kind === 'class' && !declaration.modifiers.includes('abstract'));
    if (concrete && unit.problems.length === 0 && !isNested(value.key, reference.info))
      return givenObject(run, value, reference.info, site);
  }
  return withType;
}

/** An object of the class, or none. */
function givenObject(run: Run, { key }: UnknownValue, info: ClassInfo, site: Site): Instance {
  const object = run.assume(info, key, site, 1);
  object.isGiven = true;
  return object;
}

/** Objects inside objects that nobody was seen to make. */
const deepestAssumed = 4;

/** What is not known is inside an object of the class, or deep inside others: there is no end to these. */
function isNested(key: string, { qualifiedName }: ClassInfo): boolean {
  let depth = 1;
  for (let at = key.indexOf('|'); at >= 0; at = key.indexOf('|', at + 1)) depth++;
  return depth > deepestAssumed || (depth > 1 && key.includes(`|${qualifiedName}.`));
}

/** Values from configuration files come as text; the declared type says what they are. Java itself converts no text. */
function fromProperty(value: Extract<Value, { kind: 'text' }>, type: string): Value {
  if ((type === 'boolean' || type === 'Boolean') && /^(?:true|false)$/i.test(value.text))
    return { kind: 'boolean', value: value.text.toLowerCase() === 'true' };
  if (/^(?:int|long|short|Integer|Long)$/.test(type) && /^-?\d{1,15}$/.test(value.text)) {
    const size = Number(value.text);
    if (type === 'long' || type === 'Long') return longValue(size);
    return size === (size | 0) ? intValue(size) : value;
  }
  if (type === 'Duration') {
    const milliseconds = parseIsoDuration(value.text);
    if (milliseconds !== undefined) return { kind: 'duration', milliseconds };
  }
  return value;
}

/** What a field or an array's element of a type holds before anything is assigned (JLS §4.12.5). */
export function defaultValue(type: TypeRef): Value {
  if (type.dimensions > 0) return { kind: 'null' };
  if (type.name === 'boolean') return { kind: 'boolean', value: false };
  return isNumberType(type.name) ? toType(intValue(0), type.name) : { kind: 'null' };
}

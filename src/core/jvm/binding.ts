/** Objects that a framework binds to a prefix of the configuration: by their setters, or by the parameters of the constructor. */
import { capitalised } from '../../base/capitalised.js';
import type { Site } from '../../base/text.js';
import type { Annotation, Expression, FieldDeclaration, MethodDeclaration, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import type { Value } from '../values/values.js';
import { constantText, elementsOf, notConfigured, ofText, stringType, type Asking } from './configuration.js';
import { noContext } from './contexts.js';
import { findField, slotOf } from './fields.js';
import { classFrame } from './frames.js';
import { mapOfTexts } from '../values/maps.js';
import type { ClassInfo } from './program.js';
import type { Instance, Run } from './run.js';

/** Begins the keys of objects that are bound as parts of others. */
export const partKey = 'bound:';

const bindingAnnotation = /^(?:ConfigurationProperties|ConfigProperties|EachProperty)$/;

/** Of lists and objects inside each other. */
const deepestBound = 6;
const longestBound = 200;
/** Of a key that something is bound to. */
const stepsOfKey = 4;

/** Whether a framework binds what configuration files say to the objects of the class. */
export function isBound(info: ClassInfo): boolean {
  return bindingOf(info) !== undefined;
}

function bindingOf({ declaration }: Pick<ClassInfo, 'declaration'>): Annotation | undefined {
  return declaration.annotations.find((a) => bindingAnnotation.test(lastSegment(a.name)));
}

/** Whether a framework binds what configuration files say to what the method gives. */
export function bindsResult(method: MethodDeclaration): boolean {
  return method.annotations.some((a) => bindingAnnotation.test(lastSegment(a.name)));
}

/** What is bound to a field; undefined: no file sets it, or nothing binds it. */
export function boundField(run: Run, info: ClassInfo, field: FieldDeclaration, site: Site): Value | undefined {
  const value = boundValue(run, info, field, site);
  return value === undefined ? undefined : bySetter(run, info, field, value, site);
}

/** Whether code other than what a framework binds by gives the field another value. */
export function isSetOtherwise(run: Run, info: ClassInfo, field: FieldDeclaration): boolean {
  return run.program.remember(field, 'is set otherwise', () =>
    run.program.assigners(info, field).some((method) => method.returnType !== undefined && !isPlainSetter(method, field.name)),
  );
}

/** What is set by the setter of a property. */
function bySetter(run: Run, info: ClassInfo, { name, type }: Asking, value: Value, site: Site): Value | undefined {
  if (/^(?:Map|Set)$/.test(lastSegment(type?.name ?? '')) && hasOwn(run, info, name))
    return run.unknown(`how ${name} is bound to what the code puts into it is not followed`, site, { label: name });
  const setter = run.program.remember(info, `setter ${name}`, () => kindOfSetter(run, info, name));
  if (setter === 'plain') return value;
  if (setter === 'other') return run.unknown(`what the setter of ${name} does is not followed`, site, { label: name });
  if (bindingConstructor(info) !== undefined) return undefined;
  // What is there is filled.
  const isFilled = value.kind === 'list' || value.kind === 'map' || value.kind === 'object' || value.kind === 'unknown';
  return isFilled ? value : run.unknown(`${name} has no setter that configuration is bound by`, site, { label: name });
}

/** `plain`: there is one, which does no more than that; undefined: there is none. */
function kindOfSetter(run: Run, info: ClassInfo, name: string): 'plain' | 'other' | undefined {
  const setters = run.program.findMethods(info, setterOf(name)).filter(({ method }) => method.params.length === 1 && !method.isStatic);
  if (setters.length === 0) return undefined;
  return setters.length === 1 && isPlainSetter(setters[0]!.method, name) ? 'plain' : 'other';
}

/** A field that begins with an object: what is bound goes into it, and it may have more, or another order. */
function hasOwn(run: Run, info: ClassInfo, name: string): boolean {
  const field = findField(run.program, info, name);
  const isSet = run.program.findMethods(info, setterOf(name)).length > 0;
  return field?.declaration?.value !== undefined || !isSet;
}

const setterOf = (name: string): string => `set${capitalised(name)}`;

/** The setter of the field: `this.name = value` and, perhaps, `return this`. */
function isPlainSetter({ name: methodName, params, body }: MethodDeclaration, name: string): boolean {
  if (methodName !== setterOf(name)) return false;
  const [first, ...others] = body?.statements ?? [];
  if (first?.kind !== 'expression' || first.expression.kind !== 'assign' || first.expression.operator !== '=') return false;
  const { target, value } = first.expression;
  const [param] = params;
  const isField =
    target.kind === 'select' ? target.target.kind === 'this' && target.name === name : target.kind === 'name' && target.name === name;
  if (!isField || param === undefined || (target.kind === 'name' && param.name === name) || !isGiven(value, param.name)) return false;
  return others.every((one) => one.kind === 'return' && one.value?.kind === 'this');
}

function isGiven(value: Expression, name: string): boolean {
  if (value.kind === 'call' && value.name === 'requireNonNull') return value.args[0] !== undefined && isGiven(value.args[0], name);
  return value.kind === 'name' && value.name === name;
}

/** The one constructor of a class that takes what is bound. */
function bindingConstructor({ declaration }: ClassInfo): MethodDeclaration | undefined {
  const [only, ...others] = declaration.constructors.filter((c) => !c.modifiers.includes('private'));
  return others.length === 0 && only !== undefined && only.params.length > 0 ? only : undefined;
}

/** `storeName` as `store-name`, which finds all that it may be written as. */
function keyOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What is bound to a component or a parameter of the constructor; undefined: no file sets it, or nothing binds the class. */
export function boundParameter(run: Run, info: ClassInfo, asking: Asking, site: Site): Value | undefined {
  const key = keyOfAsking(run, info, asking);
  return boundValue(run, info, asking, site) ?? (key === undefined ? undefined : unsetParameter(run, key, asking, info, site));
}

/** undefined: no file sets it, or nothing binds the class. */
function boundValue(run: Run, info: ClassInfo, asking: Asking, site: Site): Value | undefined {
  if (bindingOf(info) === undefined) return undefined;
  const key = keyOfAsking(run, info, asking);
  if (key === undefined) return run.unknown(`the prefix of ${info.declaration.name} is not known`, site, { label: asking.name });
  return askedOf(run, key, asking, info, site, 0);
}

/** undefined: nothing binds the class, or its prefix is not known. */
function keyOfAsking(run: Run, info: ClassInfo, { name }: Asking): string | undefined {
  const binding = bindingOf(info);
  if (binding === undefined) return undefined;
  const written = binding.args.find((a) => a.name === 'prefix' || a.name === 'value')?.value;
  const prefix = written === undefined ? '' : constantText(run, written, classFrame(info));
  return prefix === undefined ? undefined : prefix === '' ? keyOf(name) : `${prefix}.${keyOf(name)}`;
}

/** Of an array, a collection or an object that no file sets anything of, the constructor gets null; undefined: it is of another kind. */
function unsetParameter(
  run: Run,
  key: string,
  { type = stringType, annotations }: Asking,
  owner: ClassInfo,
  site: Site,
): Value | undefined {
  if (run.isUncertainProperty(key) || annotations.some((a) => lastSegment(a.name) === 'DefaultValue')) return undefined;
  const isMany = type.dimensions > 0 || /^(?:List|Collection|Set|Map)$/.test(lastSegment(type.name));
  if (!isMany && run.resolveClass(type.name, owner)?.kind !== 'source') return undefined;
  run.takeDefault(`${key} is not set`, site);
  return { kind: 'null' };
}

function askedOf(
  run: Run,
  key: string,
  { type = stringType, annotations }: Asking,
  owner: ClassInfo,
  site: Site,
  depth: number,
): Value | undefined {
  const value = ofKey(run, key, type, owner, site, depth);
  if (value !== undefined) return value;
  const otherwise = annotations.find((a) => lastSegment(a.name) === 'DefaultValue')?.args[0]?.value;
  const text = otherwise === undefined ? undefined : constantText(run, otherwise, classFrame(owner));
  return text === undefined ? undefined : ofText(run, text, type, owner, site);
}

/** What files set under a key, as a value of the type; undefined: nothing. */
export function valueOfKey(run: Run, key: string, type: TypeRef, owner: ClassInfo, site: Site): Value | undefined {
  return ofKey(run, key, type, owner, site, 0);
}

function ofKey(run: Run, key: string, type: TypeRef, owner: ClassInfo, site: Site, depth: number): Value | undefined {
  run.spend(site, stepsOfKey);
  const text = run.property(key);
  const element = type.dimensions > 0 ? { ...type, dimensions: type.dimensions - 1 } : type.args[0];
  const simple = lastSegment(type.name);
  if (element !== undefined && (type.dimensions > 0 || /^(?:List|Collection|Set)$/.test(simple))) {
    const items = boundElements(run, key, element, owner, site, depth);
    if (items.length > 0) return elementsOf(run, type, items, site);
  }
  if (simple === 'Map' && type.dimensions === 0 && type.args.length === 2) return boundMap(run, key, type, owner, site, depth);
  if (text !== undefined) return ofText(run, text, type, owner, site);
  if (run.isUncertainProperty(key)) return notConfigured(run, key, key, site);
  const reference = type.dimensions > 0 || depth > deepestBound ? undefined : run.resolveClass(type.name, owner);
  const isOwn = reference?.kind === 'source' && /^(?:class|record)$/.test(reference.info.declaration.kind);
  if (isOwn && !reference.info.declaration.modifiers.includes('abstract')) return boundObject(run, reference.info, key, site, depth + 1);
  if (!run.hasPropertiesBelow(key)) return undefined;
  return run.unknown(`how what is below ${key} becomes a ${lastSegment(type.name)} is not followed`, site, {
    key: `property:${key}`,
    label: key,
  });
}

/** Of a key that is not written like this frameworks do not make alike one of the map. */
const keyOfMap = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** By keys of text; undefined: no file sets any. */
function boundMap(run: Run, key: string, type: TypeRef, owner: ClassInfo, site: Site, depth: number): Value | undefined {
  const unknown = (reason: string): Value => run.unknown(reason, site, { key: `property:${key}`, label: key, type });
  if (run.property(key) !== undefined || run.isUncertainProperty(key)) return unknown(`what ${key} is bound to is not followed`);
  if (!run.hasPropertiesBelow(key)) return undefined;
  const names = run.propertiesBelow(key);
  const [keyType, valueType] = type.args;
  if (names === undefined) return unknown(`what is below ${key} is not the same in all configuration files or environments`);
  const firsts = [...new Set(names.map((name) => name.split(/[.[]/, 1)[0]!))];
  const isText = /^(?:String|Object)$/.test(lastSegment(valueType!.name)) && valueType!.dimensions === 0;
  if (lastSegment(keyType!.name) !== 'String' || !firsts.every((name) => keyOfMap.test(name)) || (isText && firsts.length < names.length))
    return unknown(`how what is below ${key} becomes a Map is not followed`);
  const entries: [string, Value][] = [];
  for (const name of firsts) {
    const value = ofKey(run, `${key}.${name}`, valueType!, owner, site, depth + 1);
    if (value === undefined) return unknown(`how what is below ${key} becomes a Map is not followed`);
    entries.push([name, run.typed(value, valueType, owner, site)]);
  }
  return mapOfTexts(entries);
}

function boundElements(run: Run, key: string, type: TypeRef, owner: ClassInfo, site: Site, depth: number): readonly Value[] {
  const items: Value[] = [];
  while (items.length < longestBound) {
    const item = ofKey(run, `${key}[${items.length}]`, type, owner, site, depth + 1);
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}

/** undefined: no file sets anything of it. */
function boundObject(run: Run, info: ClassInfo, key: string, site: Site, depth: number): Value | undefined {
  if (!run.hasPropertiesBelow(key)) return undefined;
  const below = (one: Asking, owner: ClassInfo): Value | undefined => askedOf(run, `${key}.${keyOf(one.name)}`, one, owner, site, depth);
  const constructor = bindingConstructor(info);
  if (constructor !== undefined && info.declaration.kind === 'class') {
    const args = constructor.params.map((one) => {
      const own = `${key}.${keyOf(one.name)}`;
      return below(one, info) ?? unsetParameter(run, own, one, info, site) ?? notConfigured(run, own, one.name, site);
    });
    return run.construct(info, args, noContext, site, 1);
  }
  const isRecord = info.declaration.kind === 'record';
  const asking: readonly Asking[] = isRecord ? info.declaration.components : fieldsOf(run, info);
  const bound = asking.flatMap((one) => {
    const owner = findField(run.program, info, one.name)?.owner ?? info;
    const given = below(one, owner) ?? (isRecord ? unsetParameter(run, `${key}.${keyOf(one.name)}`, one, owner, site) : undefined);
    const value = given === undefined || isRecord ? given : bySetter(run, info, one, given, site);
    return value === undefined ? [] : [{ name: one.name, value }];
  });
  if (bound.length === 0) return undefined;
  const self = run.assume(info, `${partKey}${key}`, site, 1);
  for (const { name, value } of bound) run.assignField(self, name, value, site, info);
  for (const { name } of asking) keep(run, self, name, info, site);
  return self;
}

function fieldsOf(run: Run, info: ClassInfo): readonly Asking[] {
  return run.program.lineage(info).classes.flatMap(({ declaration }) => declaration.fields.filter((f) => !f.isStatic));
}

/** What the code gives the other fields, stays: only the framework makes these objects. */
function keep(run: Run, self: Instance, name: string, info: ClassInfo, site: Site): void {
  const owner = findField(run.program, info, name)?.owner ?? info;
  const value = self.fields.get(slotOf(run.program, self.info, owner, name));
  if (value !== undefined && value.kind !== 'unknown') run.assignField(self, name, value, site, info);
}

/** Values that configuration files give: to what an annotation asks for, and to the objects that a framework binds to a prefix. */
import type { Site } from '../../base/text.js';
import type { Annotation, Expression, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { isExact } from '../values/holes.js';
import type { Value } from '../values/values.js';
import { findField, slotOf } from './fields.js';
import { collection } from './library/elements.js';
import type { ClassInfo } from './program.js';
import { fillText, type Filled } from './properties.js';
import type { Frame, Instance, Run } from './run.js';
import { Scope } from './scope.js';

/** What asks for a value: a field, or a parameter. */
export interface Asking {
  readonly name: string;
  readonly type?: TypeRef;
  readonly annotations: readonly Annotation[];
}

const bindingClass = /^(?:ConfigurationProperties|ConfigProperties|EachProperty)$/;
const stringType: TypeRef = { name: 'String', args: [], dimensions: 0 };

/** The value that `@Value`, `@ConfigProperty` or `@Property` asks for; undefined: there is none of them. */
export function configuredValue(run: Run, asking: Asking, frame: Frame, site: Site): Value | undefined {
  const annotation = asking.annotations.find((a) => /^(?:Value|ConfigProperty|Property)$/.test(lastSegment(a.name)) && a.args.length > 0);
  if (annotation === undefined) return undefined;
  const { name, type = stringType } = asking;
  const filled = annotatedText(run, annotation, frame);
  if (filled === undefined) return run.unknown(`what ${name} is given is not known`, site, { label: name });
  if (filled.kind === 'text') return ofText(run, filled.text, type, frame.owner, site);
  const isOptional = lastSegment(type.name) === 'Optional' && lastSegment(annotation.name) !== 'Value';
  if (isOptional && filled.key !== undefined && !run.isUncertainProperty(filled.key)) return { kind: 'optional', value: undefined };
  return notConfigured(run, filled.key, name, site);
}

/** What an annotation names as the value where nobody gives one; undefined: it names none. */
export function defaultValueOf(run: Run, { type = stringType, annotations }: Asking, frame: Frame, site: Site): Value | undefined {
  const written = annotations.flatMap((a) => a.args).find((arg) => arg.name === 'defaultValue')?.value;
  const text = written === undefined ? undefined : constantText(run, written, frame);
  return text === undefined ? undefined : ofText(run, text, type, frame.owner, site);
}

/** undefined: what the annotation says is not a constant. */
function annotatedText(run: Run, annotation: Annotation, frame: Frame): Filled | undefined {
  const read = (name: string): string | undefined => {
    const expression = annotation.args.find((a) => a.name === name)?.value;
    return expression === undefined ? undefined : constantText(run, expression, frame);
  };
  if (lastSegment(annotation.name) === 'Value') {
    const text = read('value');
    return text === undefined ? undefined : fillText(run, text);
  }
  const key = read('name');
  if (key === undefined) return undefined;
  const known = fillText(run, `\${${key}}`);
  const otherwise = known.kind === 'text' || run.isUncertainProperty(key) ? undefined : read('defaultValue');
  return otherwise === undefined ? known : fillText(run, otherwise);
}

function constantText(run: Run, expression: Expression, frame: Frame): string | undefined {
  const value = run.evaluate(expression, frame);
  return value.kind === 'text' && isExact(value.text) ? value.text : undefined;
}

function notConfigured(run: Run, key: string | undefined, name: string, site: Site): Value {
  const reason =
    key === undefined
      ? `${name} is injected`
      : run.isUncertainProperty(key)
        ? `the property ${key} is not the same in all configuration files or environments`
        : `the property ${key} is not set in the configuration files that were found`;
  return run.unknown(reason, site, { key: `property:${key ?? name}`, label: key ?? name });
}

/** A text of a configuration file as a value of the type. */
function ofText(run: Run, text: string, type: TypeRef, owner: ClassInfo, site: Site): Value {
  const simple = lastSegment(type.name);
  const elements = (element: TypeRef): Value[] =>
    text.trim() === '' ? [] : text.split(',').map((one) => ofText(run, one.trim(), element, owner, site));
  if (type.dimensions > 0) return { kind: 'list', items: elements({ ...type, dimensions: type.dimensions - 1 }), open: false };
  if (simple === 'Optional') return { kind: 'optional', value: ofText(run, text, type.args[0] ?? stringType, owner, site) };
  if (/^(?:List|Collection)$/.test(simple)) return collection(run, 'ArrayList', elements(type.args[0] ?? stringType), site);
  const reference = run.resolveClass(type.name, owner);
  if (reference?.kind === 'source') {
    const name = text.toUpperCase().replaceAll('-', '_');
    const constant = reference.info.declaration.kind === 'enum' ? run.enumConstants(reference.info).get(name) : undefined;
    return constant ?? run.unknown(`how ${text} becomes a ${simple} is not followed`, site, { label: text });
  }
  return run.typed({ kind: 'text', text }, type, owner, site);
}

/** Of lists and objects inside each other. */
const deepestBound = 6;
const longestBound = 200;

/** Whether a framework binds what configuration files say to the objects of the class. */
export function isBound(info: ClassInfo): boolean {
  return bindingOf(info) !== undefined;
}

function bindingOf({ declaration }: ClassInfo): Annotation | undefined {
  return declaration.annotations.find((a) => bindingClass.test(lastSegment(a.name)));
}

/** What is bound to a field, a component or a parameter of the constructor; undefined: no file sets it, or nothing binds the class. */
export function boundValue(run: Run, info: ClassInfo, asking: Asking, site: Site): Value | undefined {
  const binding = bindingOf(info);
  if (binding === undefined) return undefined;
  const written = binding.args.find((a) => a.name === 'prefix' || a.name === 'value')?.value;
  const prefix = written === undefined ? '' : constantText(run, written, frameOf(info));
  if (prefix === undefined) return run.unknown(`the prefix of ${info.declaration.name} is not known`, site, { label: asking.name });
  return askedOf(run, prefix === '' ? asking.name : `${prefix}.${asking.name}`, asking, info, site, 0);
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
  const text = otherwise === undefined ? undefined : constantText(run, otherwise, frameOf(owner));
  return text === undefined ? undefined : ofText(run, text, type, owner, site);
}

function frameOf(owner: ClassInfo): Frame {
  return { scope: new Scope(), owner, self: undefined, depth: 0 };
}

function ofKey(run: Run, key: string, type: TypeRef, owner: ClassInfo, site: Site, depth: number): Value | undefined {
  const text = run.property(key);
  const [element] = type.args;
  if (element !== undefined && /^(?:List|Collection)$/.test(lastSegment(type.name))) {
    const items = boundElements(run, key, element, owner, site, depth);
    if (items.length > 0) return collection(run, 'ArrayList', items, site);
  }
  if (text !== undefined) return ofText(run, text, type, owner, site);
  if (run.isUncertainProperty(key)) return notConfigured(run, key, key, site);
  const reference = type.dimensions > 0 || depth > deepestBound ? undefined : run.resolveClass(type.name, owner);
  return reference?.kind === 'source' ? boundObject(run, reference.info, key, site, depth + 1) : undefined;
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
  const { kind, components, modifiers } = info.declaration;
  if ((kind !== 'class' && kind !== 'record') || modifiers.includes('abstract')) return undefined;
  const asking: readonly Asking[] = kind === 'record' ? components : fieldsOf(run, info);
  const bound = asking.flatMap((one) => {
    const value = askedOf(run, `${key}.${one.name}`, one, findField(run.program, info, one.name)?.owner ?? info, site, depth);
    return value === undefined ? [] : [{ name: one.name, value }];
  });
  if (bound.length === 0) return undefined;
  const self = run.assume(info, `property:${key}`, site, 1);
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

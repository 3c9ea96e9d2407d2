/** Values that configuration files give to what an annotation asks for. */
import type { Site } from '../../base/text.js';
import type { Annotation, Expression, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { isExact } from '../values/holes.js';
import type { Value } from '../values/values.js';
import { addElement, collection, emptySet } from './library/elements.js';
import type { ClassInfo } from './program.js';
import { fillText, type Filled } from './properties.js';
import type { Frame, Run } from './run.js';

/** What asks for a value: a field, or a parameter. */
export interface Asking {
  readonly name: string;
  readonly type?: TypeRef;
  readonly annotations: readonly Annotation[];
}

export const stringType: TypeRef = { name: 'String', args: [], dimensions: 0 };

/** The value that `@Value`, `@ConfigProperty` or `@Property` asks for; undefined: there is none of them. */
export function configuredValue(run: Run, asking: Asking, frame: Frame, site: Site): Value | undefined {
  const annotation = asking.annotations.find((a) => /^(?:Value|ConfigProperty|Property)$/.test(lastSegment(a.name)) && a.args.length > 0);
  if (annotation === undefined) return undefined;
  const { name, type = stringType } = asking;
  const isSpring = lastSegment(annotation.name) === 'Value';
  if (!isSpring && lastSegment(type.name) === 'Set')
    return run.unknown(`the order of the set ${name} is not followed`, site, { label: name });
  const filled = annotatedText(run, annotation, frame);
  if (filled === undefined) return run.unknown(`what ${name} is given is not known`, site, { label: name });
  const isOptional = lastSegment(type.name) === 'Optional' && !isSpring;
  // MicroProfile takes what is empty for what is not there.
  if (isOptional && filled.kind === 'text' && filled.text === '') return { kind: 'optional', value: undefined };
  if (filled.kind === 'text' && !isSpring && !isReadAlike(filled.text, type))
    return run.unknown(`how ${filled.text} becomes a ${lastSegment(type.name)} is not followed`, site, { label: name });
  if (filled.kind === 'text') return ofText(run, filled.text, type, frame.owner, site);
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
  // MicroProfile takes what is empty for what is not there.
  const isThere = known.kind === 'text' && (known.text !== '' || lastSegment(annotation.name) !== 'ConfigProperty');
  const otherwise = isThere || run.isUncertainProperty(key) ? undefined : read('defaultValue');
  // SmallRye leaves a placeholder in it as it is, where Quarkus does not stand before it.
  if (otherwise?.includes('${') === true) return undefined;
  return otherwise === undefined ? known : { kind: 'text', text: otherwise };
}

export function constantText(run: Run, expression: Expression, frame: Frame): string | undefined {
  const value = run.evaluate(expression, frame);
  return value.kind === 'text' && isExact(value.text) ? value.text : undefined;
}

export function notConfigured(run: Run, key: string | undefined, name: string, site: Site): Value {
  const reason =
    key === undefined
      ? `${name} is injected`
      : run.isUncertainProperty(key)
        ? `the property ${key} is not the same in all configuration files or environments`
        : `the property ${key} is not set in the configuration files that were found`;
  return run.unknown(reason, site, { key: `property:${key ?? name}`, label: key ?? name });
}

/** An array, a list or a set of what configuration gives; a set is in the order that is written (Spring's). */
export function elementsOf(run: Run, type: TypeRef, items: readonly Value[], site: Site): Value {
  if (type.dimensions > 0) return { kind: 'list', items: [...items], open: false };
  if (lastSegment(type.name) !== 'Set') return collection(run, 'ArrayList', items, site);
  const set = emptySet(run, 'LinkedHashSet', site);
  for (const item of items) addElement(run, set, item, site);
  return set;
}

/** Not of several elements that Spring trims, and others do not; nor with escapes. */
export function isReadAlike(text: string, type: TypeRef): boolean {
  const simple = lastSegment(type.name);
  if (simple === 'Optional' && type.dimensions === 0) return type.args[0] === undefined || isReadAlike(text, type.args[0]);
  const isMany = type.dimensions > 0 || /^(?:List|Collection|Set)$/.test(simple);
  return !isMany || !/[\s\\]|,,|^,|,$/.test(text);
}

/** A text of a configuration file as a value of the type. */
export function ofText(run: Run, text: string, type: TypeRef, owner: ClassInfo, site: Site): Value {
  const simple = lastSegment(type.name);
  const elements = (element: TypeRef): Value[] =>
    text.trim() === '' ? [] : text.split(',').map((one) => ofText(run, one.trim(), element, owner, site));
  if (type.dimensions > 0) return elementsOf(run, type, elements({ ...type, dimensions: type.dimensions - 1 }), site);
  if (simple === 'Optional') return { kind: 'optional', value: ofText(run, text, type.args[0] ?? stringType, owner, site) };
  if (/^(?:List|Collection|Set)$/.test(simple)) return elementsOf(run, type, elements(type.args[0] ?? stringType), site);
  const reference = run.resolveClass(type.name, owner);
  if (reference?.kind === 'source') {
    const name = text.toUpperCase().replaceAll('-', '_');
    const constant = reference.info.declaration.kind === 'enum' ? run.enumConstants(reference.info).get(name) : undefined;
    return constant ?? run.unknown(`how ${text} becomes a ${simple} is not followed`, site, { label: text });
  }
  const value = run.typed({ kind: 'text', text }, type, owner, site);
  return value.kind !== 'text' || /^(?:String|CharSequence|Object)$/.test(simple)
    ? value
    : run.unknown(`how ${text} becomes a ${simple} is not followed`, site, { label: text });
}

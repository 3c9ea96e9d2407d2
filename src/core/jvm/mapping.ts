/** Interfaces whose methods give what configuration says (`@ConfigMapping` of SmallRye Config and Quarkus). */
import type { Site } from '../../base/text.js';
import type { Annotation, MethodDeclaration, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import type { Value } from '../values/values.js';
import { valueOfKey } from './binding.js';
import { constantText, isReadAlike, notConfigured, ofText } from './configuration.js';
import { classFrame } from './frames.js';
import { collection } from './library/elements.js';
import type { ClassInfo } from './program.js';
import type { Instance, Run } from './run.js';

const mappingKey = 'mapped:';
const longestList = 200;

/** The object that a container gives for the interface; undefined: it is none of these. */
export function mappedObject(run: Run, info: ClassInfo, site: Site): Instance | undefined {
  const annotation = annotationOf(info.declaration.annotations, 'ConfigMapping');
  if (annotation === undefined || info.declaration.kind !== 'interface') return undefined;
  const written = annotation.args.find((a) => a.name === 'prefix')?.value;
  const prefix = written === undefined ? undefined : constantText(run, written, classFrame(info));
  // Without a prefix, or with another naming, its keys are not followed.
  if (prefix === undefined || annotation.args.length > 1 || run.program.subclassesOf(info)?.length !== 0) return undefined;
  return run.assume(info, `${mappingKey}${prefix}`, site, 1);
}

/** What a method of such an object gives; undefined: the object is none. */
export function mappedValue(run: Run, self: Instance, name: string, args: readonly Value[], site: Site): Value | undefined {
  if (self.key?.startsWith(mappingKey) !== true || args.length > 0) return undefined;
  const [member, ...others] = run.program.findMethods(self.info, name).filter(({ method }) => method.params.length === 0);
  if (member === undefined || others.length > 0 || member.method.returnType === undefined) return undefined;
  const { owner, method } = member;
  const own = ownName(run, method, owner);
  const key = `${self.key.slice(mappingKey.length)}.${own ?? name}`;
  if (own === undefined) return run.unknown(`how ${name} is mapped is not followed`, site, { label: name });
  return ofType(run, key, method.returnType!, method, owner, site) ?? notConfigured(run, key, name, site);
}

function annotationOf(annotations: readonly Annotation[], name: string): Annotation | undefined {
  return annotations.find((a) => lastSegment(a.name) === name);
}

/** undefined: what names or converts it is not followed. */
function ownName(run: Run, { name, annotations }: MethodDeclaration, owner: ClassInfo): string | undefined {
  if (annotations.some((a) => /^(?:WithConverter|WithParentName|WithKeys|WithUnnamedKey|WithDefaults)$/.test(lastSegment(a.name))))
    return undefined;
  const named = annotationOf(annotations, 'WithName');
  if (named === undefined) return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const written = named.args[0]?.value;
  return written === undefined ? undefined : constantText(run, written, classFrame(owner));
}

/** undefined: no file sets it. */
function ofType(run: Run, key: string, type: TypeRef, method: MethodDeclaration, owner: ClassInfo, site: Site): Value | undefined {
  const simple = lastSegment(type.name);
  const isUncertain = run.isUncertainProperty(key);
  if (simple === 'Optional' && type.dimensions === 0 && type.args[0] !== undefined) {
    const isAbsent = interfaceOf(run, type.args[0], owner) !== undefined && !run.hasPropertiesBelow(key);
    const value = isAbsent ? undefined : ofType(run, key, type.args[0], method, owner, site);
    return value === undefined && isUncertain ? undefined : { kind: 'optional', value };
  }
  const isSet = type.dimensions === 0 && simple === 'Set';
  if (isSet) return run.unknown(`the order of the set ${key} is not followed`, site, { label: key });
  const nested = type.dimensions > 0 ? undefined : interfaceOf(run, type, owner);
  if (nested !== undefined) return run.assume(nested, `${mappingKey}${key}`, site, 1);
  const element =
    type.dimensions === 0 && simple === 'List' && type.args[0] !== undefined ? interfaceOf(run, type.args[0], owner) : undefined;
  if (element !== undefined) return mappedList(run, key, element, site);
  const text = run.property(key);
  const otherwise = text === undefined || text === '' ? (isUncertain ? undefined : defaultText(run, method, owner)) : text;
  if (otherwise !== undefined)
    return isReadAlike(otherwise, type) && !otherwise.includes('${')
      ? ofText(run, otherwise, type, owner, site)
      : run.unknown(`how ${otherwise} becomes a ${simple} is not followed`, site, { label: key });
  return text === '' ? undefined : valueOfKey(run, key, type, owner, site);
}

function interfaceOf(run: Run, { name }: TypeRef, owner: ClassInfo): ClassInfo | undefined {
  const reference = run.resolveClass(name, owner);
  return reference?.kind === 'source' && reference.info.declaration.kind === 'interface' ? reference.info : undefined;
}

function defaultText(run: Run, { annotations }: MethodDeclaration, owner: ClassInfo): string | undefined {
  const written = annotationOf(annotations, 'WithDefault')?.args[0]?.value;
  return written === undefined ? undefined : constantText(run, written, classFrame(owner));
}

function mappedList(run: Run, key: string, element: ClassInfo, site: Site): Value {
  const items: Value[] = [];
  while (items.length < longestList && run.hasPropertiesBelow(`${key}[${items.length}]`))
    items.push(run.assume(element, `${mappingKey}${key}[${items.length}]`, site, 1));
  const names = run.propertiesBelow(key.slice(0, Math.max(0, key.lastIndexOf('.'))));
  return names === undefined
    ? run.unknown(`what is below ${key} is not certain`, site, { label: key })
    : collection(run, 'ArrayList', items, site);
}

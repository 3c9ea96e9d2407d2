/** Fields that a container, not the code, gives their values. */
import type { Site } from '../../base/text.js';
import type { Origin } from '../dsl/api.js';
import type { FieldDeclaration, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { boundField, isBound, partKey } from './binding.js';
import { configuredValue, defaultValueOf } from './configuration.js';
import { isConditional, isManaged, producedBean } from './beans.js';
import { collection } from './library/elements.js';
import { mappedObject } from './mapping.js';
import { isAbstractClass, type ClassInfo } from './program.js';
import type { Frame, Run } from './run.js';
import type { Value } from '../values/values.js';

/** Annotations under which a container gives a field its value. */
const injected = /^(?:.*\.)?(?:Value|Autowired|Inject|ConfigProperty|Property|Resource|Mock|InjectMocks)$/;
/** Annotations of libraries that read the command line (picocli, JCommander): what is not given there, the code gives. */
const onCommandLine = /^(?:.*\.)?(?:Option|Parameters?)$/;

function isInjectedField({ annotations }: FieldDeclaration): boolean {
  return annotations.some((a) => injected.test(a.name));
}

export function isInjected(name: string): boolean {
  return injected.test(name);
}

/**
 * The beans that a container gives for a class, where there can be no doubt which. For an interface or an abstract class: all classes
 * below it that objects can be made of are beans, no method makes another, and there is one; or they are asked for as a list, and say in
 * which order they stand in it. Or one method makes the only one.
 */
export function injectedBeans(run: Run, type: TypeRef, owner: ClassInfo, site: Site): Value | undefined {
  if (type.dimensions > 0) return undefined;
  const isList = /^(?:List|Collection)$/.test(lastSegment(type.name)) && type.args.length === 1;
  const reference = run.resolveClass((isList ? type.args[0]! : type).name, owner);
  if (reference?.kind !== 'source') return undefined;
  const mapped = isList ? undefined : mappedObject(run, reference.info, site);
  if (mapped !== undefined) return mapped;
  const below = run.program.subclassesOf(reference.info);
  if (below === undefined) return undefined;
  const fitting = [reference.info, ...below];
  if (run.program.unreadClasses.beanOf(fitting.map(({ declaration }) => declaration.name)) !== undefined) return undefined;
  const made = fitting.filter((one) => !isAbstractClass(one));
  const producers = run.program.producersOf(fitting);
  if (producers.length > 0) {
    const isOnly = !isList && producers.length === 1 && !made.some((one) => isManaged(one) || isBound(one));
    return isOnly ? producedBean(run, producers[0]!, site) : undefined;
  }
  if (!isAbstractClass(reference.info) || made.length === 0 || !made.every(isManaged)) return undefined;
  const ordered = inOrder(run, made);
  if (ordered === undefined || (isList ? made.some(({ declaration }) => isConditional(declaration)) : ordered.length > 1)) return undefined;
  const beans = ordered.map((bean) => run.assume(bean, 'bean', site, 1));
  return isList ? collection(run, 'ArrayList', beans, site) : beans[0];
}

/** A container gives the one bean of a name to all who ask for it by that name alone. */
export function originOf({ name, annotations }: Pick<FieldDeclaration, 'name' | 'annotations'>, owner: ClassInfo): Origin {
  const isQualified = annotations.some((a) => /^(?:Qualifier|Named|Resource|Identifier)$/.test(lastSegment(a.name)));
  return isManaged(owner) && !isQualified ? { bean: name } : 'parameter';
}

/** By `@Order`; undefined: the order is not fixed, or a method says it. */
function inOrder(run: Run, beans: readonly ClassInfo[]): readonly ClassInfo[] | undefined {
  if (beans.length === 1) return beans;
  if (beans.some((bean) => run.program.findMethods(bean, 'getOrder').length > 0)) return undefined;
  const orders = beans.map(({ declaration }) => {
    const value = declaration.annotations.find((a) => lastSegment(a.name) === 'Order')?.args.find((a) => a.name === 'value')?.value;
    return value?.kind === 'number' && value.type === 'int' ? value.value : undefined;
  });
  if (orders.includes(undefined) || new Set(orders).size < orders.length) return undefined;
  return beans
    .map((bean, i) => ({ bean, order: orders[i]! }))
    .sort((a, b) => a.order - b.order)
    .map(({ bean }) => bean);
}

/** What is bound to a field of an object that is bound itself, not as a part of another; undefined: nothing. */
function bound(run: Run, field: FieldDeclaration, info: ClassInfo, { self }: Frame, site: Site): Value | undefined {
  if (isInjectedField(field) || self?.key?.startsWith(partKey) === true) return undefined;
  if (self?.assumed !== false) return boundField(run, info, field, site);
  return isBound(info) && !field.isFinal ? { kind: 'null' } : undefined;
}

/** undefined: the code gives it. */
export function injectedValue(run: Run, field: FieldDeclaration, info: ClassInfo, frame: Frame): Value | undefined {
  const site = run.site(field.nameSpan, frame);
  const configured = field.isStatic ? undefined : (configuredValue(run, field, frame, site) ?? bound(run, field, info, frame, site));
  // Who makes an object gives it to a container, or keeps it.
  if (configured !== undefined && frame.self?.assumed === false)
    return run.unknown(`${field.name} is configured where a container gets the object, which code makes`, site, { label: field.name });
  if (configured !== undefined) return configured;
  const unknown = (reason: string): Value => run.unknown(reason, site, { key: `property:${field.name}`, label: field.name });
  if (field.annotations.some((a) => onCommandLine.test(a.name) && a.args.length > 0))
    return (
      defaultValueOf(run, field, frame, site) ??
      (field.value === undefined ? unknown(`${field.name} is given on the command line`) : undefined)
    );
  if (!isInjectedField(field)) return undefined;
  // Containers leave static fields alone; what else sets them is not known.
  if (field.isStatic) return unknown(`${field.name} is injected`);
  const beans = injectedBeans(run, field.type, info, site);
  return beans ?? unknown(`${field.name} is injected`);
}

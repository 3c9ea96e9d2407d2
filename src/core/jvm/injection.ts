/** Fields that a container, not the code, gives their values. */
import type { Site } from '../../base/text.js';
import type { Origin } from '../dsl/api.js';
import type { Expression, FieldDeclaration, TypeRef } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { collection } from './library/elements.js';
import type { ClassInfo } from './program.js';
import { toReference, writtenProperty } from './properties.js';
import type { Frame, Run } from './run.js';
import type { Value } from '../values/values.js';

/** Annotations under which a container gives a field its value. */
const injected = /^(?:.*\.)?(?:Value|Autowired|Inject|ConfigProperty|Property|Resource|Option|Parameters?|Mock|InjectMocks)$/;
const configurationClass = /^(?:.*\.)?(?:ConfigurationProperties|ConfigMapping)$/;

const managedClass =
  /^(?:.*\.)?(?:Component|Service|Repository|Controller|RestController|Configuration|SpringBootApplication|EnableKafkaStreams|ApplicationScoped|RequestScoped|Dependent|Singleton|Named|Startup|Factory)$/;

/** A container makes its objects, and gives them what is injected only. */
export function isManaged(info: ClassInfo): boolean {
  return info.declaration.annotations.some((a) => managedClass.test(a.name));
}

export function isInjected(name: string): boolean {
  return injected.test(name);
}

/**
 * The beans that a container gives for an interface or an abstract class, where there can be no doubt which: all classes below it that
 * objects can be made of are beans, and there is one; or they are asked for as a list, and say in which order they stand in it.
 */
export function injectedBeans(run: Run, type: TypeRef, owner: ClassInfo, site: Site): Value | undefined {
  if (type.dimensions > 0) return undefined;
  const isList = /^(?:List|Collection)$/.test(lastSegment(type.name)) && type.args.length === 1;
  const reference = run.resolveClass((isList ? type.args[0]! : type).name, owner);
  if (reference?.kind !== 'source' || !isAbstractType(reference.info)) return undefined;
  const made = run.program.subclassesOf(reference.info).filter((one) => !isAbstractType(one));
  if (made.length === 0 || !made.every(isManaged)) return undefined;
  const ordered = inOrder(made);
  if (ordered === undefined || (isList ? made.some(isConditional) : ordered.length > 1)) return undefined;
  const beans = ordered.map((bean) => run.assume(bean, 'bean', site, 1));
  return isList ? collection(run, 'ArrayList', beans, site) : beans[0];
}

/** A container gives the one bean of a name to all who ask for it by that name alone. */
export function originOf({ name, annotations }: Pick<FieldDeclaration, 'name' | 'annotations'>, owner: ClassInfo): Origin {
  const isQualified = annotations.some((a) => /^(?:Qualifier|Named|Resource|Identifier)$/.test(lastSegment(a.name)));
  return isManaged(owner) && !isQualified ? { bean: name } : 'parameter';
}

function isAbstractType({ declaration }: ClassInfo): boolean {
  return declaration.kind === 'interface' || declaration.modifiers.includes('abstract');
}

/** Whether there is such a bean is decided when the application starts. */
function isConditional({ declaration }: ClassInfo): boolean {
  return declaration.annotations.some((a) =>
    /^(?:Conditional\w*|Profile|Requires|IfBuildProfile|IfBuildProperty)$/.test(lastSegment(a.name)),
  );
}

/** By `@Order`; undefined: the order is not fixed. */
function inOrder(beans: readonly ClassInfo[]): readonly ClassInfo[] | undefined {
  if (beans.length === 1) return beans;
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

/** undefined: the code gives it. */
export function injectedValue(run: Run, field: FieldDeclaration, info: ClassInfo, frame: Frame): Value | undefined {
  const annotation = field.annotations.find((a) => injected.test(a.name));
  if (annotation !== undefined) {
    const annotated = annotation.args.find((a) => a.name === 'value' || a.name === 'name')?.value;
    const site = run.site(field.nameSpan, frame);
    const beans = annotated === undefined ? injectedBeans(run, field.type, info, site) : undefined;
    return beans ?? propertyOrUnknown(run, annotated, field.name, site);
  }
  const configuration = info.declaration.annotations.find((a) => configurationClass.test(a.name));
  if (configuration === undefined) return undefined;
  const prefix = configuration.args.find((a) => a.name === 'prefix' || a.name === 'value')?.value;
  if (prefix !== undefined && prefix.kind !== 'text') return undefined;
  const key = prefix === undefined || prefix.value === '' ? field.name : `${prefix.value}.${field.name}`;
  const value = run.property(key);
  if (value !== undefined) return { kind: 'text', text: value };
  if (!run.isUncertainProperty(key)) return undefined;
  return propertyOrUnknown(run, { kind: 'text', value: key, span: field.nameSpan }, field.name, run.site(field.nameSpan, frame));
}

export function isConfiguration(info: ClassInfo): boolean {
  return info.declaration.annotations.some((a) => configurationClass.test(a.name));
}

/** `annotated`: what @Value and the like hold. */
function propertyOrUnknown(run: Run, annotated: Expression | undefined, name: string, site: Site): Value {
  const written = annotated?.kind === 'text' ? annotated.value : undefined;
  const value = written === undefined ? undefined : writtenProperty(run, written);
  if (value !== undefined) return { kind: 'text', text: value };
  const key = written === undefined ? undefined : toReference(written)?.key;
  return run.unknown(
    key === undefined
      ? `${name} is injected`
      : run.isUncertainProperty(key)
        ? `the property ${key} is not the same in all configuration files or environments`
        : `the property ${key} is not set in the configuration files that were found`,
    site,
    { key: `property:${key ?? name}`, label: key ?? name },
  );
}

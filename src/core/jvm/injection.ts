/** Fields that a container, not the code, gives their values. */
import type { Site } from '../../base/text.js';
import type { Expression, FieldDeclaration } from '../form/form.js';
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

/** undefined: the code gives it. */
export function injectedValue(run: Run, field: FieldDeclaration, info: ClassInfo, frame: Frame): Value | undefined {
  const annotation = field.annotations.find((a) => injected.test(a.name));
  if (annotation !== undefined) {
    const annotated = annotation.args.find((a) => a.name === 'value' || a.name === 'name')?.value;
    return propertyOrUnknown(run, annotated, field.name, run.site(field.nameSpan, frame));
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

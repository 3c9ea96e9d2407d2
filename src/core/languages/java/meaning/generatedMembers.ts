/** Members that the compiler writes, of records and enums. */
import { array } from '../../../jvm/arrayValues.js';
import { mappedValue } from '../../../jvm/mapping.js';
import type { Site } from '../../../../base/text.js';
import { isExact } from '../../../values/holes.js';
import { isInstance } from '../../../jvm/instances.js';
import { intValue } from '../../../values/numbers.js';
import type { ClassInfo } from '../../../jvm/program.js';
import type { Instance, Run } from '../../../jvm/run.js';
import { throwJava } from '../../../jvm/throwables.js';
import type { Value } from '../../../values/values.js';

/** undefined: no such member. */
export function generatedAccessor(run: Run, self: Instance, method: string, args: readonly Value[], site: Site): Value | undefined {
  const mapped = mappedValue(run, self, method, args, site);
  if (mapped !== undefined) return mapped;
  if (args.length === 0) {
    if (run.program.declared(self.info.declaration).components.has(method)) return run.readField(self, method, site);
    const enumName = self.fields.get('name()');
    if (enumName !== undefined && (method === 'name' || method === 'toString')) return enumName;
    const ordinal = method === 'ordinal' ? ordinalOf(run, self) : undefined;
    if (ordinal !== undefined) return intValue(ordinal);
    if (enumName !== undefined && method === 'getDeclaringClass') return classOf(enumOf(self));
  }
  const [other] = args;
  if (method === 'compareTo' && args.length === 1 && other !== undefined && isInstance(other)) {
    const [own, others] = [ordinalOf(run, self), ordinalOf(run, other)];
    if (own !== undefined && others !== undefined) return intValue(own - others);
  }
  return undefined;
}

function enumOf(self: Instance): ClassInfo | undefined {
  return self.info.declaration.kind === 'enum' ? self.info : self.info.outer;
}

/** undefined: no enum constant. */
function ordinalOf(run: Run, self: Instance): number | undefined {
  const owner = enumOf(self);
  const name = self.fields.get('name()');
  if (owner === undefined || name?.kind !== 'text') return undefined;
  const index = run.program.declared(owner.declaration).constants.get(name.text);
  return index === undefined || run.enumConstants(owner).get(name.text) !== self ? undefined : index;
}

function classOf(info: ClassInfo | undefined): Value | undefined {
  return info === undefined ? undefined : { kind: 'class', name: info.qualifiedName, declaration: info.declaration, object: true };
}

/** `values()` and `valueOf` of an enum; undefined: no such method. */
export function generatedStatic(run: Run, info: ClassInfo, method: string, args: readonly Value[], site: Site): Value | undefined {
  if (info.declaration.kind !== 'enum') return undefined;
  const [wanted] = args;
  if (method === 'values' && args.length === 0) {
    const constants = run.enumConstants(info);
    run.spend(site, constants.size);
    return array([...constants.values()], { kind: 'class', reference: { kind: 'source', info }, args: [] });
  }
  if (method !== 'valueOf' || args.length !== 1 || wanted?.kind !== 'text') return undefined;
  const constants = run.enumConstants(info);
  const found = constants.get(wanted.text);
  if (found !== undefined || !isExact(wanted.text)) return found;
  const canonical = canonicalName(info);
  const message: Value =
    canonical === undefined
      ? run.unknown('how the enum is called is not followed', site, { label: 'getMessage()' })
      : { kind: 'text', text: `No enum constant ${canonical}.${wanted.text}` };
  throwJava('java.lang.IllegalArgumentException', message, site);
}

/** undefined: a local class, which has none. */
function canonicalName(info: ClassInfo): string | undefined {
  for (let one: ClassInfo | undefined = info; one !== undefined; one = one.outer) if (one.isLocal) return undefined;
  return info.qualifiedName;
}

/** What a method's parameters hold when its body begins (JLS §15.12.4.5). */
import { array } from '../../../jvm/arrayValues.js';
import type { Site } from '../../../../base/text.js';
import type { MethodDeclaration, Parameter } from '../../../form/form.js';
import { isSubtype, toJavaType } from '../../../jvm/javaTypes.js';
import type { Member } from '../../../jvm/members.js';
import { isPrimitiveName } from '../../../values/numbers.js';
import type { CallTypes } from '../../../jvm/callTypes.js';
import type { ClassInfo } from '../../../jvm/program.js';
import type { Frame, Run } from '../../../jvm/run.js';
import type { Value } from '../../../values/values.js';

/** One argument for each parameter. */
export function bindParameters(
  run: Run,
  frame: Frame,
  method: MethodDeclaration,
  args: readonly Value[],
  owner: ClassInfo,
  site: Site,
): void {
  for (const [i, param] of method.params.entries()) {
    const type = param.varargs && param.type !== undefined ? { ...param.type, dimensions: param.type.dimensions + 1 } : param.type;
    const value = args[i] ?? run.unknown(`no argument for ${param.name}`, site, { label: param.name });
    frame.scope.declare(param.name, run.typed(value, type, owner, site), type);
  }
}

/** The arguments with those of a variable number in an array of their own (JLS §15.12.4.2). */
export function packed(
  run: Run,
  { owner, method }: Member,
  args: readonly Value[],
  types: CallTypes | undefined,
  site: Site,
): readonly Value[] {
  const last = method.params.length - 1;
  const param = method.params[last];
  if (param?.varargs !== true) return args;
  const rest = args.slice(last);
  if (rest.length === 1 && isTheArray(run, { owner, method }, param, rest[0]!, types, last)) return args;
  const items = rest.map((value) => run.typed(value, param.type, owner, site));
  const component = param.type === undefined ? undefined : toJavaType(run, param.type, { owner, method });
  return [...args.slice(0, last), array(items, component)];
}

/** A single argument is the array where its type says so; where its type is not known, an array is. */
function isTheArray(run: Run, member: Member, param: Parameter, value: Value, types: CallTypes | undefined, index: number): boolean {
  const type = types?.type(index);
  if (type === undefined)
    return isArray(value, param) || value.kind === 'null' || (value.kind === 'unknown' && (value.type?.dimensions ?? 0) > 0);
  if (type.kind === 'null') return true;
  const element = param.type === undefined ? undefined : toJavaType(run, param.type, member);
  return type.kind === 'array' && isSubtype(run, type, { kind: 'array', element }) !== false;
}

/** A collection is no array, and of primitives only an array of the very type is. */
function isArray(value: Value, { type }: Parameter): boolean {
  if (value.kind !== 'list' || value.type !== undefined) return false;
  if (value.element === undefined || type === undefined || type.dimensions > 0) return true;
  return value.element === (isPrimitiveName(type.name) ? type.name : 'reference');
}

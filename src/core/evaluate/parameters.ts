/** What a method's parameters hold when its body begins (JLS §15.12.4.5). */
import type { Site } from '../../base/text.js';
import type { MethodDeclaration, Parameter } from '../syntax/form.js';
import type { ClassInfo } from './program.js';
import type { Frame, Run } from './run.js';
import type { Value } from './values.js';

export function bindParameters(
  run: Run,
  frame: Frame,
  method: MethodDeclaration,
  args: readonly Value[],
  owner: ClassInfo,
  site: Site,
): void {
  for (const [i, param] of method.params.entries()) {
    if (param.varargs) {
      const type = param.type === undefined ? undefined : { ...param.type, dimensions: param.type.dimensions + 1 };
      frame.scope.declare(param.name, variableArguments(run, param, args.slice(i), owner, site), type);
      continue;
    }
    const value = args[i] ?? run.unknown(`no argument for ${param.name}`, site, { label: param.name });
    frame.scope.declare(param.name, run.typed(value, param.type, owner, site), param.type);
  }
}

/** An array is passed on; anything else becomes an element of one. */
function variableArguments(run: Run, param: Parameter, rest: readonly Value[], owner: ClassInfo, site: Site): Value {
  const single = rest.length === 1 ? rest[0]! : undefined;
  if (single !== undefined && (single.kind === 'list' || (single.kind === 'unknown' && (single.type?.dimensions ?? 0) > 0))) return single;
  return { kind: 'list', items: rest.map((value) => run.typed(value, param.type, owner, site)), open: false };
}

/**
 * Code that builds nothing, and goes more ways than can be followed, need not be followed: what it can reach is lost then, as with any code
 * that is not. Runs tell which methods these are.
 */
import type { Site } from '../../../base/text.js';
import type { MethodDeclaration } from '../../form/form.js';
import { classValue } from '../../jvm/classObjects.js';
import { classFrame } from '../../jvm/frames.js';
import type { Member } from '../../jvm/members.js';
import type { Closure, Instance, Run } from '../../jvm/run.js';
import type { Value } from '../../values/values.js';
import { unknownCall } from '../unknownCalls.js';
import type { Decision } from './outcome.js';

/** What runs of one entry tell, all together. */
export interface QuietMethods {
  /** Those with conditions of their own that are not known, and one of the reasons. */
  readonly quiet: Map<MethodDeclaration, string>;
  /** Those that built something. */
  readonly loud: Set<MethodDeclaration>;
}

/** Runs the code of a method, and notes whether it is quiet. */
export function createQuietWatch(
  { quiet, loud }: QuietMethods,
  decisions: ReadonlyMap<string, Decision>,
  operations: () => number,
): (method: MethodDeclaration, code: () => Value) => Value {
  /** Decided so far in what the running method has called. */
  let inside = 0;
  return (method, code) => {
    const [decided, built, outside] = [decisions.size, operations(), inside];
    inside = 0;
    try {
      return code();
    } finally {
      const all = decisions.size - decided;
      if (operations() !== built) loud.add(method);
      else if (all > inside && !quiet.has(method)) quiet.set(method, [...decisions.values()].at(-1)!.reason);
      inside = outside + all;
    }
  };
}

/** What a method gives whose code is left aside. */
export function leftAside(
  run: Run,
  { owner, method }: Member,
  self: Instance | undefined,
  args: readonly Value[],
  why: string,
  site: Site,
): Value {
  const reason = `what ${method.name} gives depends on conditions that are not known: ${why}`;
  const target = classValue({ kind: 'source', info: owner });
  const code: Closure = { kind: 'function', site, body: { kind: 'methodRef', target, name: method.name }, frame: classFrame(owner) };
  run.escape([code], reason, site);
  const result = unknownCall(run, method.name, self, args, reason, site, method.returnType);
  return run.typed(result, method.returnType, owner, site);
}

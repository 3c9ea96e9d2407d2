/** switch, as a statement and as an expression. */
import type { Expression, SwitchCase } from '../syntax/form.js';
import type { Completion } from './completion.js';
import { Thrown } from './completion.js';
import { sameValue } from './equality.js';
import { isInstance } from './instances.js';
import { keyOf } from './keys.js';
import { labelOf } from './labels.js';
import type { Frame, Run } from './run.js';
import { Scope } from './scope.js';
import type { Value } from './values.js';

/** A switch, as statement or expression; `yield` carries the value of an expression. */
export function runSwitch(run: Run, subject: Expression, cases: readonly SwitchCase[], frame: Frame): Completion {
  const value = run.evaluate(subject, frame);
  const chosen = chooseCase(run, value, subject, cases, frame);
  const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
  for (let i = chosen; i >= 0 && i < cases.length; i++) {
    const current = cases[i]!;
    const completion = run.executeAll(current.body, inner);
    if (completion.kind === 'break' && completion.label === undefined) return { kind: 'normal' };
    if (completion.kind !== 'normal') return completion;
    if (current.arrow) return { kind: 'normal' };
  }
  return { kind: 'normal' };
}

/** The case that a switch enters; -1: none. An unknown subject makes each case an alternative. */
function chooseCase(run: Run, value: Value, subject: Expression, cases: readonly SwitchCase[], frame: Frame): number {
  const site = run.site(subject.span, frame);
  const fallback = cases.findIndex((c) => c.isDefault);
  let uncertain = false;
  for (let i = 0; i < cases.length; i++) {
    for (const label of cases[i]!.labels) {
      const same = labelMatches(run, value, label, frame);
      if (same === true && !uncertain) return i;
      if (same !== false) uncertain = true;
    }
  }
  if (!uncertain) return fallback;
  if (value.kind === 'null') throw new Thrown({ kind: 'null' }, site);
  const ways = cases.length + (fallback < 0 ? 1 : 0);
  const way = run.choose(`switch:${keyOf(value)}`, ways, `${labelOf(subject)} is not known`, site);
  return way < cases.length ? way : -1;
}

function labelMatches(run: Run, value: Value, label: Expression, frame: Frame): boolean | undefined {
  if (isInstance(value) && value.info.declaration.kind === 'enum' && label.kind === 'name') {
    return run.enumConstants(value.info).get(label.name) === value;
  }
  if (label.kind === 'unknown') return undefined;
  if (value.kind === 'unknown' && label.kind === 'name') return undefined;
  return sameValue(value, run.evaluate(label, frame));
}

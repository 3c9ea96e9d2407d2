/** switch, as a statement and as an expression (JLS §14.11, §15.28). */
import type { Expression, SwitchCase } from '../form/form.js';
import type { Completion } from '../jvm/completion.js';
import { identical, sameValue } from '../jvm/equality.js';
import { isInstance } from '../jvm/instances.js';
import { keyOf } from '../jvm/keys.js';
import { labelOf } from '../form/labels.js';
import { decideUnboxed, refuseNull } from '../jvm/refusals.js';
import type { Frame, Run } from '../jvm/run.js';
import { Scope } from '../jvm/scope.js';
import type { Value } from '../values/values.js';

/** A switch, as statement or expression; `yield` carries the value of an expression. `exhaustive`: the compiler has seen that some case fits. */
export function runSwitch(run: Run, subject: Expression, cases: readonly SwitchCase[], exhaustive: boolean, frame: Frame): Completion {
  const value = run.evaluate(subject, frame);
  const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
  const chosen = chooseCase(run, value, subject, cases, exhaustive, inner);
  for (let i = chosen; i >= 0 && i < cases.length; i++) {
    const current = cases[i]!;
    run.spend(run.site(current.span, frame));
    const completion = run.executeAll(current.body, inner);
    if (completion.kind === 'break' && completion.label === undefined) return { kind: 'normal' };
    if (completion.kind !== 'normal') return completion;
    if (current.arrow) return { kind: 'normal' };
  }
  return { kind: 'normal' };
}

/** The case that a switch enters; -1: none. `exhaustive`: some case fits. */
function chooseCase(run: Run, value: Value, subject: Expression, cases: readonly SwitchCase[], exhaustive: boolean, frame: Frame): number {
  const site = run.site(subject.span, frame);
  if (!cases.some((c) => c.labels.some((label) => label.kind === 'null'))) refuseNull(run, value, site);
  const fallback = cases.findIndex((c) => c.isDefault);
  for (const [i, one] of cases.entries()) {
    const isLast = exhaustive && fallback < 0 && i === cases.length - 1 && one.guard === undefined;
    if (isLast && value.kind === 'unknown') {
      if (one.pattern !== undefined) run.meaning(frame.owner).matches(run, one.pattern, value, frame);
      return i;
    }
    if (one.pattern === undefined ? labelsMatch(run, value, one.labels, subject, frame) : patternMatches(run, one, value, frame)) return i;
  }
  return fallback;
}

/** What is not known is decided as any condition. */
function patternMatches(run: Run, one: SwitchCase, value: Value, frame: Frame): boolean {
  const { pattern, guard } = one;
  if (pattern === undefined) return false;
  const answer = run.meaning(frame.owner).matches(run, pattern, value, frame);
  if (answer !== true && (answer === false || !run.decide(answer, run.site(pattern.span, frame)))) return false;
  return guard === undefined || decideUnboxed(run, run.evaluate(guard, frame), run.site(guard.span, frame));
}

function labelsMatch(run: Run, value: Value, labels: readonly Expression[], subject: Expression, frame: Frame): boolean {
  for (const label of labels) {
    const same = labelMatches(run, value, label, frame);
    if (same ?? isDecided(run, value, label, subject, frame)) return true;
  }
  return false;
}

/** Whether a subject that is not known is the label: what was decided of it before holds, and it is no two constants. */
function isDecided(run: Run, value: Value, label: Expression, subject: Expression, frame: Frame): boolean {
  const constant = label.kind === 'name' ? label.name : keyOf(run.evaluate(label, frame));
  const key = keyOf(value);
  const settled = run.settled.get(key);
  if (settled !== undefined) return settled === constant;
  const reason = `${labelOf(subject)} is not known`;
  const is = run.choose(`(${key}==${constant})`, 2, reason, run.site(subject.span, frame)) === 0;
  if (is) run.settled.set(key, constant);
  return is;
}

/** undefined: not known. */
function labelMatches(run: Run, value: Value, label: Expression, frame: Frame): boolean | undefined {
  if (label.kind === 'null') return value.kind === 'null' ? true : value.kind === 'unknown' ? undefined : false;
  if (value.kind === 'null') return false;
  if (isInstance(value) && value.fields.has('name()')) {
    const name = label.kind === 'name' ? label.name : label.kind === 'select' ? label.name : undefined;
    const constant = value.fields.get('name()');
    return name === undefined || constant?.kind !== 'text' ? undefined : constant.text === name;
  }
  if (label.kind === 'unknown' || value.kind === 'unknown') return undefined;
  const wanted = run.evaluate(label, frame);
  return value.kind === 'number' && wanted.kind === 'number' ? identical(value, wanted, true) : sameValue(value, wanted);
}

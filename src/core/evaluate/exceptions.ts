/** throw and try (JLS §14.18, §14.20). */
import type { Site } from '../../base/text.js';
import type { CatchClause, Statement } from '../form/form.js';
import { isOfClass } from '../jvm/classTests.js';
import type { Completion } from '../jvm/completion.js';
import { normal, Thrown } from '../jvm/completion.js';
import { keyOf } from '../jvm/keys.js';
import { lastSegment } from '../form/labels.js';
import { throwNull } from '../jvm/refusals.js';
import type { Frame, Run } from '../jvm/run.js';
import { Scope } from '../jvm/scope.js';
import { callThrowable } from '../jvm/throwables.js';
import type { Value } from '../values/values.js';

type TryStatement = Extract<Statement, { kind: 'try' }>;

export function throwStatement(run: Run, s: Extract<Statement, { kind: 'return' | 'yield' | 'throw' }>, frame: Frame): never {
  const site = run.site(s.span, frame);
  const value: Value = s.value === undefined ? { kind: 'null' } : run.evaluate(s.value, frame);
  if (value.kind === 'null') throwNull(run, site);
  throw new Thrown(value, site);
}

/** How a block ended: also that it threw. */
type Outcome = { readonly completion: Completion } | { readonly thrown: Thrown };

function attempt(run: () => Completion): Outcome {
  try {
    return { completion: run() };
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return { thrown: error };
  }
}

export function tryStatement(run: Run, s: TryStatement, frame: Frame): Completion {
  const guards = s.catches.length > 0 ? 1 : 0;
  run.tries.inside += guards;
  let outcome: Outcome;
  try {
    outcome = attempt(() => withResources(run, s, 0, { ...frame, scope: new Scope(frame.scope) }));
  } finally {
    run.tries.inside -= guards;
  }
  if ('thrown' in outcome) {
    const { thrown } = outcome;
    const handler = handlerOf(run, s.catches, thrown, frame);
    if (handler !== undefined) outcome = attempt(() => handle(run, handler, thrown, frame));
  }
  if (s.finallyBody !== undefined) {
    // What finally makes of it replaces everything before it.
    const last = run.execute(s.finallyBody, frame);
    if (last.kind !== 'normal') return last;
  }
  if ('thrown' in outcome) throw outcome.thrown;
  return outcome.completion;
}

function handle(run: Run, handler: CatchClause, thrown: Thrown, frame: Frame): Completion {
  const scope = new Scope(frame.scope);
  scope.declare(handler.parameter.name, thrown.value, handler.parameter.type);
  return run.execute(handler.body, { ...frame, scope });
}

/** The first clause that takes what was thrown; undefined: none does. Where that is not known, every way counts. */
function handlerOf(run: Run, clauses: readonly CatchClause[], thrown: Thrown, frame: Frame): CatchClause | undefined {
  for (const clause of clauses) {
    const takes = clauseTakes(run, clause, thrown.value, frame);
    if (takes === true) return clause;
    if (takes === false) continue;
    const types = clause.types.map((type) => lastSegment(type.name)).join(' or ');
    const reason = `whether what is thrown here is a ${types} is not known`;
    if (run.choose(`catch:${keyOf(thrown.value)}:${clause.body.span.start}`, 2, reason, thrown.site) === 0) return clause;
  }
  return undefined;
}

function clauseTakes(run: Run, clause: CatchClause, value: Value, frame: Frame): boolean | undefined {
  let known: boolean | undefined = false;
  for (const type of clause.types) {
    const reference = run.resolveClass(type.name, frame.owner);
    const takes =
      reference?.kind === 'library' && /^(?:java\.lang\.)?Throwable$/.test(reference.qualifiedName ?? reference.simpleName)
        ? true
        : value.kind === 'unknown'
          ? value.type !== undefined && value.type.name === type.name
            ? true
            : undefined
          : reference === undefined
            ? undefined
            : isOfClass(run, value, reference);
    if (takes === true) return true;
    if (takes === undefined) known = undefined;
  }
  return known;
}

/** The resources from the one at `index` on, then the body; each is closed when what follows it ended (JLS §14.20.3). */
function withResources(run: Run, s: TryStatement, index: number, frame: Frame): Completion {
  const resource = s.resources[index];
  if (resource === undefined) return run.execute(s.body, frame);
  run.spend(run.site(resource.span, frame));
  const value = openResource(run, resource, frame);
  const outcome = attempt(() => withResources(run, s, index + 1, frame));
  if (value.kind !== 'null') close(run, value, outcome, run.site(resource.span, frame), frame);
  if ('thrown' in outcome) throw outcome.thrown;
  return outcome.completion;
}

function openResource(run: Run, resource: Statement, frame: Frame): Value {
  if (resource.kind === 'expression') return run.evaluate(resource.expression, frame);
  run.execute(resource, frame);
  return resource.kind === 'local' ? (frame.scope.find(resource.name)?.value ?? { kind: 'null' }) : { kind: 'null' };
}

/** What closing throws is kept with what was thrown before, or else thrown. */
function close(run: Run, value: Value, outcome: Outcome, site: Site, frame: Frame): void {
  const closed = attempt(() => {
    run.callNamed(value, 'close', [], [], site, frame);
    return normal;
  });
  if (!('thrown' in closed)) return;
  if (!('thrown' in outcome)) throw closed.thrown;
  callThrowable(run, outcome.thrown.value, 'addSuppressed', [closed.thrown.value], site);
}

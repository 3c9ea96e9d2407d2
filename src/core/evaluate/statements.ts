/** Executes statements (JLS §14). */
import type { Expression, Statement, TypeRef } from '../form/form.js';
import { newArray } from '../jvm/arrays.js';
import type { Completion } from '../jvm/completion.js';
import { normal } from '../jvm/completion.js';
import { visibleClasses } from './creation.js';
import { throwStatement, tryStatement } from './exceptions.js';
import { runSwitch } from './switches.js';
import { isInstance } from '../jvm/instances.js';
import type { JavaType } from '../jvm/javaTypes.js';
import { firstLoss } from '../jvm/loss.js';
import { visited } from '../jvm/library/iterators.js';
import { decideUnboxed, refuseNull } from '../jvm/refusals.js';
import type { Frame, Run } from '../jvm/run.js';
import { Scope } from '../jvm/scope.js';
import type { Value } from '../values/values.js';

const roundsLimit = 1_000;

export function executeStatement(run: Run, s: Statement, frame: Frame): Completion {
  switch (s.kind) {
    case 'block':
      return run.executeAll(s.statements, inner(frame));
    case 'local': {
      const site = run.site(s.nameSpan, frame);
      if (s.value === undefined) {
        frame.scope.declare(s.name, { kind: 'null' }, s.type);
        return normal;
      }
      const written = initialValue(run, s.value, s.type, frame);
      const value = run.typed(written, s.type, frame.owner, site);
      frame.scope.declare(s.name, value, s.type, {
        constant: s.isFinal && run.meaning(frame.owner).isConstant(run, s.value, frame),
        ...inferred(run, s, frame),
      });
      return normal;
    }
    case 'expression':
      run.evaluate(s.expression, frame);
      return normal;
    case 'if':
      return ifStatement(run, s, frame);
    case 'for':
      return forLoop(run, s, inner(frame));
    case 'forEach':
      return forEachLoop(run, s, frame);
    case 'while':
      return whileLoop(run, s, frame);
    case 'switch': {
      const completion = runSwitch(
        run,
        s.subject,
        s.cases,
        s.cases.some((c) => c.pattern !== undefined),
        frame,
      );
      return completion.kind === 'yield' ? normal : completion;
    }
    case 'return':
      return { kind: 'return', value: s.value === undefined ? { kind: 'void' } : run.evaluate(s.value, frame) };
    case 'yield':
      return { kind: 'yield', value: s.value === undefined ? { kind: 'void' } : run.evaluate(s.value, frame) };
    case 'throw':
      return throwStatement(run, s, frame);
    case 'break':
    case 'continue':
      return { kind: s.kind, label: s.label };
    case 'try':
      return tryStatement(run, s, frame);
    case 'labeled':
      return labelled(run, s, frame);
    case 'class':
      run.program.declare(s.declaration, frame.owner.unit, frame.owner, visibleClasses(run, frame));
      frame.scope.declare(
        `class ${s.declaration.name}`,
        { kind: 'class', name: s.declaration.name, declaration: s.declaration },
        undefined,
      );
      return normal;
    case 'empty':
      return normal;
    case 'unknown': {
      const site = run.site(s.span, frame);
      const reason = `this part of the source could not be read: ${s.reason}`;
      const values = s.parts.map((part) => run.evaluate(part, frame));
      run.escape(values, reason, site);
      run.dsl.loseCounters(reason, site);
      run.gap(reason, site);
      return normal;
    }
  }
}

export function executeStatements(run: Run, statements: readonly Statement[], frame: Frame): Completion {
  for (const s of statements) {
    run.spend(run.site(s.span, frame));
    const completion = run.execute(s, frame);
    if (completion.kind !== 'normal') return completion;
  }
  return normal;
}

function initialValue(run: Run, value: Expression, type: TypeRef | undefined, frame: Frame): Value {
  if (value.kind === 'newArray') return newArray(run, value, frame, type);
  return type === undefined ? run.meaning(frame.owner).operandValue(run, value, frame) : run.evaluate(value, frame);
}

/** `var`: the type of the initialiser, worked out where it is asked for. */
function inferred(run: Run, s: Extract<Statement, { kind: 'local' }>, frame: Frame): { infer?: () => JavaType | undefined } {
  const { value } = s;
  return s.type !== undefined || value === undefined ? {} : { infer: () => run.meaning(frame.owner).staticType(run, value, frame) };
}

/** A loop may have several labels; `continue` with one of them is for the loop (JLS §14.16), `break` is for the statement. */
function labelled(run: Run, s: Extract<Statement, { kind: 'labeled' }>, frame: Frame): Completion {
  const labels = [s.label];
  let body = s.body;
  for (; body.kind === 'labeled'; body = body.body) labels.push(body.label);
  const completion =
    body.kind === 'for'
      ? forLoop(run, body, inner(frame), labels)
      : body.kind === 'forEach'
        ? forEachLoop(run, body, frame, labels)
        : body.kind === 'while'
          ? whileLoop(run, body, frame, labels)
          : run.execute(body, frame);
  return completion.kind === 'break' && completion.label !== undefined && labels.includes(completion.label) ? normal : completion;
}

/** Chains of `else if` are followed in a loop; what their conditions declare is in one scope. */
function ifStatement(run: Run, first: Extract<Statement, { kind: 'if' }>, frame: Frame): Completion {
  const rest = inner(frame);
  for (let s: Statement = first; ;) {
    const within: Frame = s === first ? frame : rest;
    run.spend(run.site(s.span, within));
    const branch: Statement | undefined = decideUnboxed(run, run.evaluate(s.test, within), run.site(s.test.span, within))
      ? s.whenTrue
      : s.whenFalse;
    if (branch === undefined) return normal;
    if (branch !== s.whenFalse || branch.kind !== 'if') return run.execute(branch, inner(within));
    s = branch;
  }
}

function inner(frame: Frame): Frame {
  return { ...frame, scope: new Scope(frame.scope) };
}

/** What a loop with these labels makes of how its body ended: go on, stop normally, or leave. `labelled` handles break with a label. */
function afterBody(completion: Completion, labels: readonly string[]): 'next' | 'stop' | 'leave' {
  if (completion.kind === 'normal') return 'next';
  if (completion.kind === 'continue') return completion.label === undefined || labels.includes(completion.label) ? 'next' : 'leave';
  if (completion.kind === 'break') return completion.label === undefined ? 'stop' : 'leave';
  return 'leave';
}

const roundsNotKnown = 'the number of rounds of this loop is not known';
const elementsNotKnown = 'what this loop goes over is not known';

function forLoop(run: Run, s: Extract<Statement, { kind: 'for' }>, frame: Frame, labels: readonly string[] = []): Completion {
  const started = run.executeAll(s.init, frame);
  if (started.kind !== 'normal') return started;
  const site = run.site(s.span, frame);
  for (let round = 0; ; round++) {
    run.spend(site);
    const test: Value = s.test === undefined ? { kind: 'boolean', value: true } : run.evaluate(s.test, frame);
    if (test.kind !== 'boolean' || round >= roundsLimit) {
      return run.unknownRounds(site, roundsNotKnown, () => {
        const completion = run.execute(s.body, inner(frame));
        for (const next of [...s.update, ...(s.test === undefined ? [] : [s.test])]) run.evaluate(next, frame);
        return completion;
      });
    }
    if (!test.value) return normal;
    const completion = run.execute(s.body, inner(frame));
    const next = afterBody(completion, labels);
    if (next === 'stop') return normal;
    if (next === 'leave') return completion;
    for (const update of s.update) run.evaluate(update, frame);
  }
}

/** What a loop with `var` goes over. */
function elementType(run: Run, values: Expression, frame: Frame): JavaType | undefined {
  const type = run.meaning(frame.owner).staticType(run, values, frame);
  if (type?.kind === 'array') return type.element;
  return type?.kind === 'class' && type.reference.kind === 'library' && type.args.length === 1 ? type.args[0] : undefined;
}

/** Over an object of the program that is an Iterable (JLS §14.14.2). */
function iteratorLoop(
  run: Run,
  s: Extract<Statement, { kind: 'forEach' }>,
  values: Value,
  round: (item: Value) => Completion,
  frame: Frame,
  labels: readonly string[],
): Completion {
  const site = run.site(s.values.span, frame);
  const iterator = run.callNamed(values, 'iterator', [], [], site, frame);
  for (let rounds = 0; ; rounds++) {
    run.spend(site);
    const more = run.callNamed(iterator, 'hasNext', [], [], site, frame);
    if (more.kind !== 'boolean' || rounds >= roundsLimit) {
      const item = run.unknown('one of a collection that is not known', site, { label: s.variable.name });
      return run.unknownRounds(site, elementsNotKnown, () => round(item));
    }
    if (!more.value) return normal;
    const completion = round(run.callNamed(iterator, 'next', [], [], site, frame));
    const next = afterBody(completion, labels);
    if (next === 'stop') return normal;
    if (next === 'leave') return completion;
  }
}

function whileLoop(run: Run, s: Extract<Statement, { kind: 'while' }>, frame: Frame, labels: readonly string[] = []): Completion {
  const site = run.site(s.span, frame);
  for (let round = 0; ; round++) {
    run.spend(site);
    if (s.testFirst || round > 0) {
      const test = run.evaluate(s.test, frame);
      if (test.kind !== 'boolean' || round >= roundsLimit) {
        return run.unknownRounds(site, roundsNotKnown, () => {
          const completion = run.execute(s.body, inner(frame));
          run.evaluate(s.test, frame);
          return completion;
        });
      }
      if (!test.value) return normal;
    }
    const completion = run.execute(s.body, inner(frame));
    const next = afterBody(completion, labels);
    if (next === 'stop') return normal;
    if (next === 'leave') return completion;
  }
}

function forEachLoop(run: Run, s: Extract<Statement, { kind: 'forEach' }>, frame: Frame, labels: readonly string[] = []): Completion {
  const values = run.evaluate(s.values, frame);
  const site = run.site(s.values.span, frame);
  const round = (item: Value): Completion => {
    const scope = new Scope(frame.scope);
    const type = s.variable.type;
    const infer = type === undefined ? { infer: () => elementType(run, s.values, frame) } : {};
    scope.declare(s.variable.name, run.typed(item, type, frame.owner, site), type, infer);
    return run.execute(s.body, { ...frame, scope });
  };
  refuseNull(run, values, site);
  if (isInstance(values)) return iteratorLoop(run, s, values, round, frame, labels);
  if (values.kind === 'list' && !values.open) {
    run.spend(site, values.items.length);
    const elements = visited(run, values, site);
    let element = elements.next();
    for (; element.done !== true; element = elements.next()) {
      run.spend(site);
      const completion = round(element.value);
      const next = afterBody(completion, labels);
      if (next === 'stop') return normal;
      if (next === 'leave') return completion;
    }
    if (element.value === undefined) return normal;
    const { reason, site: place } = element.value;
    return run.unknownRounds(site, elementsNotKnown, () => round(run.unknown(reason, place, { label: s.variable.name })));
  }
  const loss = firstLoss(run, [values], { reason: 'one of a collection that is not known', site });
  return run.unknownRounds(site, elementsNotKnown, () => round(run.unknown(loss.reason, loss.site, { label: s.variable.name })));
}

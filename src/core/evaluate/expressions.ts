/** Evaluates expressions in Java's order (JLS §15.7): operands left to right, receiver before arguments. */
import type { Expression } from '../form/form.js';
import { indexValue, newArray } from '../jvm/arrays.js';
import { assign, step } from './assignments.js';
import { classLiteral } from '../jvm/classObjects.js';
import { charValue } from '../values/numbers.js';
import { refuseNull } from '../jvm/refusals.js';
import type { Closure, Frame, Run } from '../jvm/run.js';
import { runSwitch } from './switches.js';
import type { Value } from '../values/values.js';

/** Everything but calls and object creation, which calls.ts has. */
export function evaluateExpression(run: Run, e: Exclude<Expression, { kind: 'call' | 'new' }>, frame: Frame): Value {
  switch (e.kind) {
    case 'text':
      return { kind: 'text', text: e.value, identity: 'constant' };
    case 'char':
      return charValue(e.value.charCodeAt(0));
    case 'number':
      return e.type === 'long' ? { kind: 'number', type: e.type, value: e.value } : { kind: 'number', type: e.type, value: e.value };
    case 'boolean':
      return { kind: 'boolean', value: e.value };
    case 'null':
      return { kind: 'null' };
    case 'this':
      return run.meaning(frame.owner).thisValue(run, e, frame);
    case 'super':
      return frame.self ?? run.unknown('super has no object here', run.site(e.span, frame));
    case 'name':
      return run.meaning(frame.owner).nameValue(run, e.name, e, frame);
    case 'select':
      return run.meaning(frame.owner).selectValue(run, e, frame);
    case 'newArray':
      return newArray(run, e, frame);
    case 'lambda': {
      const closure: Closure = {
        kind: 'function',
        site: run.site(e.span, frame),
        body: { kind: 'lambda', lambda: e },
        frame,
      };
      return closure;
    }
    case 'methodRef':
      return methodReference(run, e, frame);
    case 'classLiteral':
      return classLiteral(run, e.type, frame);
    case 'index':
      return indexValue(run, e, frame);
    case 'binary':
      return run.meaning(frame.owner).binary(run, e, frame);
    case 'unary':
      return e.operator === '++' || e.operator === '--' ? step(run, e, frame) : run.meaning(frame.owner).unary(run, e, frame);
    case 'conditional':
      return run.meaning(frame.owner).conditional(run, e, frame);
    case 'assign':
      return assign(run, e, frame);
    case 'cast':
      return run.meaning(frame.owner).castValue(run, e, frame);
    case 'instanceof': {
      const answer = run.meaning(frame.owner).matches(run, e.pattern, run.evaluate(e.value, frame), frame);
      return typeof answer === 'boolean' ? { kind: 'boolean', value: answer } : answer;
    }
    case 'switch':
      return switchValue(run, e, frame);
    case 'unknown': {
      const values = e.parts.map((part) => run.evaluate(part, frame));
      const site = run.site(e.span, frame);
      if (e.isPure) return run.unknown(e.reason, site);
      const reason = `this part of the source could not be read: ${e.reason}`;
      run.escape(values, reason, site);
      run.dsl.loseCounters(reason, site);
      run.gap(reason, site);
      return run.unknown(`not readable: ${e.reason}`, site);
    }
  }
}

/** The object before `::` is evaluated once, when the reference is (JLS §15.13.3). */
function methodReference(run: Run, e: Extract<Expression, { kind: 'methodRef' }>, frame: Frame): Closure {
  const site = run.site(e.span, frame);
  const closure = (body: Closure['body']): Closure => ({ kind: 'function', site, body, frame });
  if (e.arrayType !== undefined) return closure({ kind: 'arrayType', type: e.arrayType });
  if (e.target.kind === 'super') return closure({ kind: 'superRef', qualifier: e.target.qualifier, name: e.name });
  const target = run.meaning(frame.owner).targetOf(run, e.target, frame);
  refuseNull(run, target, site);
  return closure({ kind: 'methodRef', target, name: e.name });
}

/** Where it is assigned or passed on, each result becomes what is wanted there: it is not made one of the others' type. */
function switchValue(run: Run, e: Extract<Expression, { kind: 'switch' }>, frame: Frame): Value {
  const completion = runSwitch(run, e.subject, e.cases, true, frame);
  return completion.kind === 'yield' ? completion.value : run.unknown('a switch gave no value', run.site(e.span, frame));
}

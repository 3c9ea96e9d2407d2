/** Runs code: expressions, statements, calls. */
import type { MethodDeclaration } from '../../form/form.js';
import { OutOfBudget } from '../../jvm/completion.js';
import { siteOfClass, type ClassInfo } from '../../jvm/program.js';
import type { Evaluation, Frame, Objects, Run } from '../../jvm/run.js';
import { callMethod, callNamed, evaluateCall, invoke } from '../calls.js';
import { createObject, evaluateNew } from '../creation.js';
import { evaluateExpression } from '../expressions.js';
import { executeStatement, executeStatements } from '../statements.js';
import type { Meter } from './bounds.js';
import type { RunRequest } from './outcome.js';
import { createQuietWatch, leftAside } from './quiet.js';
import { createRounds } from './rounds.js';
import type { Trail } from './suppositions.js';

/** Of objects and classes that are made while others are: no code that people write comes near. */
const nestedLimit = 100;
const tooNested = `to make an object or class takes others, more than ${nestedLimit} inside each other, which is not followed`;

/** `entered` takes the methods whose bodies are run. */
export function createEvaluation(
  run: Run,
  meter: Meter,
  entered: Set<MethodDeclaration>,
  trail: Pick<Trail, 'decisions' | 'note'>,
  request: Pick<RunRequest, 'rounds' | 'noted' | 'leftAside'>,
): Omit<Evaluation, 'isDeep'> {
  const frames: Frame[] = [];
  const watch = createQuietWatch(request.noted, trail.decisions, () => run.dsl.operations);
  return {
    evaluate(e, frame) {
      meter.enter(frame.owner.unit.file, e.span);
      frames.push(frame);
      try {
        if (e.kind === 'call') return evaluateCall(run, e, frame);
        return e.kind === 'new' ? evaluateNew(run, e, frame) : evaluateExpression(run, e, frame);
      } finally {
        frames.pop();
        meter.leave();
      }
    },
    execute(s, frame) {
      meter.enter(frame.owner.unit.file, s.span);
      frames.push(frame);
      try {
        return executeStatement(run, s, frame);
      } finally {
        frames.pop();
        meter.leave();
      }
    },
    executeAll: (s, frame) => executeStatements(run, s, frame),
    invoke: (target, method, args, site) => invoke(run, target, method, args, site),
    callMethod(owner, method, self, args, site, depth) {
      const why = frames.length === 0 ? undefined : request.leftAside.get(method);
      if (why !== undefined) return leftAside(run, { owner, method }, self, args, why, site);
      entered.add(method);
      return watch(method, () => callMethod(run, { owner, method }, self, args, site, depth));
    },
    callNamed: (target, method, args, typeArgs, site, frame) => callNamed(run, target, method, args, typeArgs, site, frame),
    createObject: (target, args, site, frame) => createObject(run, target, args, site, frame),
    unknownRounds: createRounds(run, frames, request.rounds, trail.note),
    tries: { inside: 0, places: new Set() },
    changedProperties: new Set(),
  };
}

/** Each is made as the language of its class says. */
export function createObjects(run: Run): Objects {
  let identities = 0;
  let nested = 0;
  /** What an object or class needs to be made is made inside: a long chain of them would end the stack. */
  const within = <T>(info: ClassInfo, make: () => T): T => {
    if (nested >= nestedLimit) throw new OutOfBudget(tooNested, siteOfClass(info));
    nested++;
    try {
      return make();
    } finally {
      nested--;
    }
  };
  return {
    within,
    construct: (info, args, context, site, depth, types) =>
      within(info, () => run.meaning(info).construct(run, info, args, context, site, depth, types)),
    assume: (info, key, site, depth) => within(info, () => run.meaning(info).assume(run, info, key, site, depth)),
    readStatic: (info, name) => within(info, () => run.meaning(info).readStatic(run, info, name)),
    assignStatic: (info, name, value) => within(info, () => run.meaning(info).assignStatic(run, info, name, value)),
    readField: (instance, name, site, from) => run.meaning(instance.info).readField(run, instance, name, site, from),
    assignField: (instance, name, value, site, from) => run.meaning(instance.info).assignField(run, instance, name, value, site, from),
    initialiseClass: (info) => within(info, () => void run.meaning(info).initialiseClass(run, info)),
    enumConstants: (info) => run.meaning(info).enumConstants(run, info),
    classes: new Map(),
    assumed: new Map(),
    lostFields: new Map(),
    lostStatics: new Map(),
    beans: new Map(),
    nextIdentity: () => ++identities,
  };
}

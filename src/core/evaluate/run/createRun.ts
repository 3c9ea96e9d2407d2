/** One execution of an entry method along one set of decisions. */
import type { Dsl, DslCall } from '../../dsl/api.js';
import type { MethodDeclaration } from '../../form/form.js';
import { Ended, OutOfBudget, Restart, Thrown } from '../../jvm/completion.js';
import { isInstance } from '../../jvm/instances.js';
import { asKafka } from '../../jvm/kafkaParents.js';
import type { Run } from '../../jvm/run.js';
import { throwableName } from '../../jvm/throwables.js';
import { createMeter, beyondEngine, type Meter } from './bounds.js';
import { createEvaluation, createObjects } from './evaluation.js';
import { metered } from './metered.js';
import { createNames, createSurroundings, hasMethod } from './names.js';
import type { RunOutcome, RunRequest } from './outcome.js';
import { createTrail } from './suppositions.js';
import { createUnknowns } from './unknowns.js';

/** Runs `start`; throws Restart where something turned out to be otherwise than was supposed. */
export function createRun(request: RunRequest, start: (run: Run) => void): RunOutcome {
  const entered = new Set<MethodDeclaration>();
  // Its parts know each other through it.
  const run = {} as Run;
  const meter = createMeter(() => run.unknown, request.signal, request.ran);
  const unknowns = createUnknowns(run, request, meter.lastSite);
  const trail = createTrail(request, unknowns.takeDefault);
  Object.assign(run, {
    ...createSurroundings(request),
    dsl: createMeteredDsl(run, request),
    ...createEvaluation(run, meter, entered, trail, request),
    ...createObjects(run),
    ...trail,
    ...meter,
    ...unknowns,
    ...createNames(request.program),
  } satisfies Run);
  const end = runToItsEnd(run, meter, start);
  const lessons = trail.lessons(entered);
  // What took too long before it built anything is not made anew: it says nothing of names, and would take as long each time.
  const isInVain = end.shortened !== undefined && run.dsl.operations === 0;
  if (lessons.length > 0 && !isInVain) throw new Restart(lessons, meter.steps());
  return {
    built: run.dsl.finish(),
    gaps: unknowns.gaps,
    defaults: unknowns.defaults,
    trail: [...trail.decisions.values()],
    ...end,
    steps: meter.steps(),
    operations: run.dsl.operations,
    entered,
  };
}

function createMeteredDsl(run: Run, { program, createDsl, dslOptions }: RunRequest): Dsl {
  const dsl = createDsl(dslOptions, {
    invoke: (target, method, args, site) => run.invoke(target, method, args, site),
    hasMethod: (target, method) => (isInstance(target) ? hasMethod(program, target.info, method) : undefined),
    toText: (value) => run.toText(value),
    choose: (key, ways, reason, site) => run.choose(key, ways, reason, site),
    takeDefault: (assumption, site) => run.takeDefault(assumption, site),
    gap: (reason, site) => run.gap(reason, site),
  });
  return metered(givenObjects(dsl), (site, spent) => run.spend(site, spent));
}

/** Objects of the program's classes that are Kafka's are given to it as what they are to it. */
function givenObjects(dsl: Dsl): Dsl {
  const seen = (call: DslCall): DslCall => ({ ...call, args: call.args.map(asKafka) });
  return {
    ...dsl,
    get operations() {
      return dsl.operations;
    },
    construct: (className, call) => dsl.construct(className, seen(call)),
    callStatic: (className, call) => dsl.callStatic(className, seen(call)),
    call: (receiver, call) => dsl.call(receiver, seen(call)),
  };
}

function runToItsEnd(run: Run, meter: Meter, start: (run: Run) => void): Pick<RunOutcome, 'ended' | 'thrown' | 'shortened'> {
  const normally = { ended: 'normally', thrown: undefined, shortened: undefined } as const;
  try {
    start(run);
    return normally;
  } catch (error) {
    if (error instanceof OutOfBudget || error instanceof RangeError) {
      // What the depth does not count can still end the stack.
      const { reason, site } = error instanceof OutOfBudget ? error : { reason: beyondEngine, site: meter.lastSite() };
      run.dsl.loseCounters(reason, site);
      run.gap(`${reason}; what comes after was not read`, site);
      return { ...normally, shortened: reason };
    }
    if (error instanceof Thrown) {
      const reason = `the code ends here, as it throws ${throwableName(error.value)}`;
      return { ended: 'abandoned', thrown: { reason, site: error.site }, shortened: undefined };
    }
    if (error instanceof Ended) return run.dsl.operations === 0 ? { ...normally, ended: 'abandoned' } : normally;
    throw error;
  }
}

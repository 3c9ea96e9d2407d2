/**
 * What some code does, counted and not timed: how often V8 ran each block of it, libraries included. Blocks are counted in functions that
 * were first called after this module was imported. What runs inside a regular expression or a built-in function is one step.
 */
import { type Profiler, Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** The steps of `run`, without those of Node.js and of what runs the tests. */
export function countSteps(run: () => unknown): number {
  take();
  run();
  return take()
    .filter(({ url }) => !url.startsWith('node:') && !/countSteps|\/node_modules\/(?:vitest|@vitest|vite)\//.test(url))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

/** What ran since this was last asked. */
function take(): readonly Profiler.ScriptCoverage[] {
  let covered: readonly Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error !== null) throw error;
    covered = answer.result;
  });
  return covered;
}

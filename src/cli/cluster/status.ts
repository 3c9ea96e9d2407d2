/** kslens status */
import { setTimeout as wait } from 'node:timers/promises';
import { safeJson } from '../../base/printable.js';
import { succeed } from '../../base/result.js';
import { durationWords } from '../../core/features/words.js';
import { createStatusWatch, type ApplicationStatus } from '../../applications/applicationStatus.js';
import { statusText } from '../../present/cluster/statusText.js';
import type { ApplicationState } from '../../applications/model.js';
import type { ClusterResult } from '../../kafka/clusterError.js';
import { CommandLineError } from '../commandLineError.js';
import { interruptible } from '../interruptible.js';
import type { GivenOptions } from '../options.js';
import { parseDuration } from '../units.js';
import type { Terminal } from '../terminal.js';
import { readTopologiesOf } from './code.js';
import { problemJson } from '../../present/cluster/problemJson.js';
import { createApplicationLooks, sayProblems, withCluster } from './withCluster.js';

/** Between two looks, without --for and with --watch. */
const usualPauseMs = 5_000;

/** 0: nothing at the level of --fail-on; 1: something is, or it is stuck. With --watch it goes on until interrupted, and ends with the last look's. */
export async function status(given: GivenOptions, terminal: Terminal): Promise<number> {
  const id = given.text('app');
  if (id === undefined) throw new CommandLineError('status needs --app ID; kslens apps lists the applications');
  const path = given.paths[0];
  const topologies = path === undefined ? [] : await readTopologiesOf(id, path, given, terminal);
  const last = await interruptible(({ signal }) =>
    withCluster('status', given, terminal, (cluster) =>
      watch(given, terminal, signal, createApplicationLooks(cluster, id, given, terminal, topologies)),
    ),
  );
  return isBad(last, given.text('fail-on') ?? 'never') ? 1 : 0;
}

async function watch(
  given: GivenOptions,
  terminal: Terminal,
  signal: AbortSignal,
  look: () => ReturnType<ReturnType<typeof createApplicationLooks>>,
): Promise<ClusterResult<ApplicationStatus>> {
  const goesOn = given.has('watch');
  const pauseMs = parseDuration(given.text('for') ?? '') ?? usualPauseMs;
  const watched = createStatusWatch();
  for (let looks = 1; ; looks++) {
    const state = await look();
    if (!state.ok) return state;
    const found = watched.observe(state.value, Date.now());
    if (goesOn || looks > 1) print(found, state.value, given, terminal, goesOn);
    if ((!goesOn && looks > 1) || signal.aborted) return succeed(found);
    if (looks === 1 && !goesOn) terminal.progress(`Looking again in ${durationWords(pauseMs)}: what moves meanwhile tells whether it runs`);
    await wait(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return succeed(found);
  }
}

function print(found: ApplicationStatus, state: ApplicationState, given: GivenOptions, terminal: Terminal, isOneOfMany: boolean): void {
  if (given.text('format') === 'json') {
    const json = { ...found, at: new Date().toISOString(), problems: state.problems.map(problemJson) };
    terminal.print(isOneOfMany ? `${safeJson(json)}\n` : `${safeJson(json, 2)}\n`);
    return;
  }
  terminal.print(`${isOneOfMany ? `${new Date().toISOString()}  ` : ''}${statusText(found)}${isOneOfMany ? '\n' : ''}`);
  sayProblems(state.problems, terminal);
}

function isBad({ marks, verdict }: ApplicationStatus, failOn: string): boolean {
  if (failOn === 'never') return false;
  const isSevere = marks.some(({ severity }) => severity === 'error' || (severity === 'warning' && failOn === 'warning'));
  return isSevere || verdict.kind === 'stuck' || verdict.kind === 'not running';
}

/** What the commands share: paths in, report out. */
import { existsSync, statSync } from 'node:fs';
import { languageNames, languageOfFile } from '../core/languages/languageFacts.js';
import path from 'node:path';
import type { AnalyseRequest, Analyser } from '../core/analyser.js';
import { createDeadline } from '../platform/threads/sharedSignal.js';
import { createAnalyser } from '../core/createAnalyser.js';
import type { RuleSeverities } from '../core/rules/severities.js';
import type { Report } from '../core/report.js';
import { readGrammars } from '../platform/analysis/grammars.js';
import { openProject, type OpenedProject } from '../platform/analysis/openProject.js';
import { readToolVersion } from '../platform/toolVersion.js';
import { isWithin } from '../platform/files/isWithin.js';
import { folderOf } from '../platform/files/workspaceFiles.js';
import { withFixes } from '../core/fixes/withFixes.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import type { Terminal } from './terminal.js';

/** Longer than any honest project takes, by far: where no budget of a file or topology was met, this ends a pipeline that waits. */
const longestAnalysisMs = 10 * 60_000;

export interface Analysis {
  readonly report: Report;
  readonly testsLeftOut: number;
}

/** What the paths lead to, ready to be analysed; the analyser is disposed of when `use` is done. */
export async function withProject<T>(
  given: GivenOptions,
  terminal: Terminal,
  use: (analyser: Analyser, request: AnalyseRequest, project: OpenedProject) => T,
): Promise<T> {
  const paths = given.paths.map((written) => resolvePath(written, terminal.cwd));
  const project = openProject(paths, baseOf(paths, terminal.cwd), {
    kafkaVersion: given.text('kafka-version'),
    applicationId: given.text('application-id'),
    optimization: given.text('optimization'),
    includeTests: given.has('include-tests'),
  });
  const signal = createDeadline(longestAnalysisMs, () => performance.now());
  const analyser = await createAnalyser(await readGrammars(), readToolVersion());
  try {
    const request: AnalyseRequest = {
      sources: project.sources,
      settingsFor: project.settingsFor,
      includeTests: given.has('include-tests'),
      signal,
      onProgress: (done, total) => terminal.progress(`Analysing ${done} of ${total} files`),
    };
    return use(inTime(analyser, signal), request, project);
  } finally {
    analyser.dispose();
  }
}

/** What an analysis that was ended on the way has found is no answer: nothing is said or written of it. */
function inTime(analyser: Analyser, signal: AbortSignal): Analyser {
  const whole = <T>(work: () => T): T => {
    try {
      const result = work();
      if (!signal.aborted) return result;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    const minutes = longestAnalysisMs / 60_000;
    throw new CommandLineError(`the analysis took longer than ${minutes} minutes; name a part of the project: a module, or a file`);
  };
  return {
    ...analyser,
    analyse: (request) => whole(() => analyser.analyse(request)),
    planFix: (request, ask) => whole(() => analyser.planFix(request, ask)),
  };
}

export async function analyzePaths(given: GivenOptions, terminal: Terminal, severities: RuleSeverities = {}): Promise<Analysis> {
  const start = performance.now();
  return withProject(given, terminal, (analyser, request, project) => {
    const found = project.complete(analyser.analyse({ ...request, severities }));
    const complete = given.has('fixes') ? withFixes(found, (ask) => analyser.planFix(request, ask)) : found;
    const stats = given.has('stats') ? { ...complete.stats, milliseconds: Math.round(performance.now() - start) } : complete.stats;
    return { report: { ...complete, stats }, testsLeftOut: project.sources.testsLeftOut };
  });
}

function resolvePath(written: string, cwd: string): string {
  const file = path.resolve(cwd, written);
  if (!existsSync(file))
    throw new CommandLineError(`no such file or folder: ${written}; name a ${languageNames} file or a project's folder`);
  if (!statSync(file).isDirectory() && languageOfFile(file) === undefined) {
    throw new CommandLineError(`not a ${languageNames} source file: ${written}; name a ${languageNames} file or a project's folder`);
  }
  return file;
}

/** Names start from the working directory where everything lies in it, else from the folder that holds all of it. */
function baseOf(paths: readonly string[], cwd: string): string {
  if (paths.every((file) => isWithin(file, cwd))) return cwd;
  const folders = paths.map(folderOf);
  let base = folders[0] ?? cwd;
  while (!folders.every((folder) => isWithin(folder, base))) base = path.dirname(base);
  return base;
}

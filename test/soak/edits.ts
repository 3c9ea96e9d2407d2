/** A person at the source of the sample: random edits as they are typed, half of them answered too late; fixes; files that change on disk. */
import fs from 'node:fs';
import path from 'node:path';
import type { AnalysisFolder, FolderReport } from '../../src/platform/analysis/analysisMessages.js';
import type { AnalysisWorker } from '../../src/platform/analysis/analysisWorker.js';
import { mutate } from '../robustness/mutations.js';
import { between, oneOf, repeat, type Driving } from './driving.js';
import type { Tally } from './tally.js';

export interface Editor {
  readonly worker: AnalysisWorker;
  readonly folder: AnalysisFolder;
  /** Absolute paths, and what is in them at first. */
  readonly texts: ReadonlyMap<string, string>;
  /** As long as nothing is edited. */
  readonly reports: readonly FolderReport[];
}

export async function openEditor(worker: AnalysisWorker, directory: string): Promise<Editor> {
  const options = { kafkaVersion: undefined, applicationId: undefined, optimization: undefined, includeTests: false, severities: {} };
  const folder = { path: directory, options };
  worker.setFolders([folder]);
  const names = fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.java'));
  const texts = new Map(names.map((name) => path.join(directory, name)).map((file) => [file, fs.readFileSync(file, 'utf8')]));
  const outcome = await worker.analyse();
  if (outcome.kind !== 'done') throw new Error(`the sample was not analysed: ${JSON.stringify(outcome)}`);
  return { worker, folder, texts, reports: outcome.reports };
}

/** Until the signal; then everything is as it was before. */
export async function edit(driving: Driving, { worker, folder, texts }: Editor): Promise<void> {
  const { random, tally } = driving;
  const files = [...texts.keys()];
  const current = new Map(texts);
  const pending = new Set<Promise<void>>();
  const analyse = (): Promise<void> => {
    const control = new AbortController();
    if (random() < 0.1) setTimeout(() => control.abort(), between(random, 0, 30));
    const asked = async (): Promise<void> => {
      const outcome = await worker.analyse({ signal: control.signal });
      if (outcome.kind === 'failed') tally.wrong(`the analysis failed: ${outcome.message}`);
      else tally.done(`analyses ${outcome.kind}`);
    };
    const answered = asked().finally(() => pending.delete(answered));
    pending.add(answered);
    return answered;
  };

  await repeat(driving, [100, 500], async () => {
    const file = oneOf(random, files);
    const choice = random();
    if (choice < 0.1) {
      current.set(file, texts.get(file)!);
      worker.setDocument(file, undefined);
    } else if (choice < 0.15) {
      fs.writeFileSync(file, mutate(texts.get(file)!, random));
      worker.changedOnDisk([file]);
    } else if (choice < 0.17) worker.setFolders([folder]);
    else {
      current.set(file, mutate(current.get(file)!, random));
      worker.setDocument(file, current.get(file));
    }
    tally.done('edits');
    if (random() < 0.05) {
      await worker.ask('planFix', { folder: folder.path, fix: { mode: oneOf(random, ['pin', 'name'] as const) } }).then(
        () => tally.done('fixes planned'),
        (error: unknown) => tally.wrong(`a fix failed: ${String(error)}`),
      );
    }
    if (random() < 0.5) await analyse();
    else void analyse();
  });

  await Promise.all(pending);
  for (const [file, text] of texts) {
    fs.writeFileSync(file, text);
    worker.setDocument(file, undefined);
  }
  worker.changedOnDisk(files);
}

/** Without what it took: files that were parsed before are not parsed again. */
const saidBy = (reports: readonly FolderReport[]): string =>
  JSON.stringify(reports.map(({ folder, report }) => ({ folder, ...report, stats: undefined })));

/** What the analysis says now that all is as it was. */
export async function compareReports({ worker, reports }: Editor, tally: Tally): Promise<void> {
  const outcome = await worker.analyse();
  tally.done('reports compared');
  if (outcome.kind !== 'done') return tally.wrong(`the analysis of the unchanged sample is ${outcome.kind}`);
  if (saidBy(outcome.reports) !== saidBy(reports)) tally.wrong('the report of the unchanged sample is another one than at first');
}

/** The analysis worker's thread: bundled to dist/worker.cjs, started by createAnalysisWorker. */
import { parentPort, workerData } from 'node:worker_threads';
import { createAnalyser } from '../../core/createAnalyser.js';
import type { WorkerStart } from './analysisMessages.js';
import { createAnalysisSession } from './analysisSession.js';
import { readGrammars } from './grammars.js';
import { openProject } from './openProject.js';
import { createPulse } from '../threads/pulse.js';
import { serveAnalysis } from './serveAnalysis.js';

async function main(): Promise<void> {
  if (parentPort === null) throw new Error('worker.cjs runs in a worker thread');
  const start = workerData as WorkerStart;
  const pulse = createPulse(start.pulse);
  const analyser = await createAnalyser(await readGrammars(), start.version);
  const session = createAnalysisSession({
    analyser,
    openProject: ({ path, options }, leftOut) => openProject([path], path, options, { leftOut, pulse }),
    pulse,
  });
  // What was posted before now waits in the port until somebody listens.
  serveAnalysis(parentPort, start, session, pulse, () => performance.now());
}

void main();

/** The worker's side of the conversation: requests in, answers out. */
import { assertNever } from '../base/assertNever.js';
import type { Question, WorkerAnswer, WorkerRequest } from './analysisMessages.js';
import type { AnalysisSession } from './analysisSession.js';
import { createSharedSignal } from './sharedSignal.js';

/** What a message port gives, as much of it as is needed. */
export interface RequestPort {
  on(event: 'message', listener: (request: WorkerRequest) => void): unknown;
  postMessage(answer: WorkerAnswer): void;
}

/** Progress is for people: more often than this nobody can read it, and every message costs the editor's thread a turn. */
const progressInterval = 100;

export function serveAnalysis(port: RequestPort, newest: Int32Array, session: AnalysisSession, now: () => number): void {
  const analyse = (id: number): WorkerAnswer => {
    const start = now();
    let said = start;
    try {
      const reports = session.analyse(createSharedSignal(newest, id), (done, total) => {
        if (now() - said < progressInterval) return;
        said = now();
        port.postMessage({ kind: 'progress', id, done, total });
      });
      return reports === undefined ? { kind: 'stale', id } : { kind: 'done', id, reports, milliseconds: now() - start };
    } catch (error) {
      // The core is total, but a full disk or a lost network folder is not the core's to promise.
      return { kind: 'failed', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };

  const answer = (id: number, question: Question): WorkerAnswer => {
    try {
      const value =
        question.kind === 'planFix' ? session.planFix(question.ask.folder, question.ask.fix) : session.analyseFolder(question.ask);
      return { kind: 'answered', id, value };
    } catch (error) {
      return { kind: 'unanswered', id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };

  port.on('message', (request) => {
    switch (request.kind) {
      case 'folders':
        return session.setFolders(request.folders);
      case 'document':
        return session.setDocument(request.path, request.text);
      case 'changedOnDisk':
        return session.changedOnDisk(request.paths);
      case 'analyse':
        return port.postMessage(analyse(request.id));
      case 'question':
        return port.postMessage(answer(request.id, request.question));
      default:
        return assertNever(request);
    }
  });
}

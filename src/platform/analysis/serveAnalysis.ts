/** The worker's side of the conversation: requests in, answers out. */
import { assertNever } from '../../base/assertNever.js';
import type { Question, WorkerAnswer, WorkerRequest, WorkerStart } from './analysisMessages.js';
import type { AnalysisSession } from './analysisSession.js';
import { parseTopologyText } from '../../core/description/topologyText.js';
import { toDescribedDiagram } from '../../core/diagram/describedDiagram.js';
import { readNamesFile } from '../files/namesFile.js';
import { findDeployments } from '../project/findDeployments.js';
import type { Pulse } from '../threads/pulse.js';
import { createCancelSignal, createSharedSignal } from '../threads/sharedSignal.js';
import { createWorkspaceFiles } from '../files/workspaceFiles.js';

/** What a message port gives, as much of it as is needed. */
export interface RequestPort {
  on(event: 'message', listener: (request: WorkerRequest) => void): unknown;
  postMessage(answer: WorkerAnswer): void;
}

/** Progress is for people: more often than this nobody can read it, and every message costs the editor's thread a turn. */
const progressInterval = 100;

export function serveAnalysis(
  port: RequestPort,
  { newest, cancelled }: Pick<WorkerStart, 'newest' | 'cancelled'>,
  session: AnalysisSession,
  pulse: Pulse,
  now: () => number,
): void {
  const analyse = (id: number): WorkerAnswer => {
    const start = now();
    let said = start;
    try {
      const reports = session.analyse(createSharedSignal(newest, id, pulse), (done, total) => {
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
      pulse.at('');
      return { kind: 'answered', id, value: answerQuestion(session, question, createCancelSignal(cancelled, id, pulse), pulse) };
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
      case 'leftOut':
        return session.leaveOut(request.places);
      case 'analyse':
        return port.postMessage(analyse(request.id));
      case 'question':
        return port.postMessage(answer(request.id, request.question));
      default:
        return assertNever(request);
    }
  });
}

function answerQuestion(session: AnalysisSession, question: Question, signal: AbortSignal, pulse: Pulse): unknown {
  switch (question.kind) {
    case 'planFix':
      return session.planFix(question.ask.folder, question.ask.fix, { state: question.ask.state, signal });
    case 'storeNameAt':
      return session.storeNameAt(question.ask.folder, question.ask.at);
    case 'planRename':
      return session.planRename(question.ask.folder, question.ask.at, question.ask.name);
    case 'readCode':
      return session.readCode(question.ask, question.ask.called);
    case 'findShifts':
      return session.findShifts(question.ask.folder, question.ask.state);
    case 'compareNames':
      return session.compareNames(question.ask.folder, question.ask.state);
    case 'readNames': {
      const { file, called, folder } = question.ask;
      const within = folder === undefined ? undefined : createWorkspaceFiles([folder]).tops;
      return session.keepNames(called, readNamesFile(file, called, within));
    }
    case 'findDeployments':
      return findDeployments([question.ask.folder], question.ask.folder, { pulse });
    case 'outline':
      return parseTopologyText(question.ask.text);
    case 'drawDescription':
      return toDescribedDiagram(question.ask.text, question.ask.name, question.ask.name);
    default:
      return assertNever(question);
  }
}

/** A thread of the analysis, which says through shared memory that it goes on, and what it is at. */
import type { WorkerAnswer, WorkerRequest, WorkerStart } from './analysisMessages.js';
import { readPulse } from '../threads/pulse.js';
import { looksInARow } from '../threads/stillness.js';
import { Thread, type ThreadEvents } from '../threads/thread.js';

export interface WorkerLimits {
  /** A thread that says nothing for this long is ended. */
  readonly stillMs: number;
  /** So long it may take to load its grammars, before it says anything. */
  readonly startMs: number;
  /** Of the thread's JavaScript objects. */
  readonly heapMb: number;
}

export class AnalysisThread extends Thread<WorkerRequest, WorkerAnswer> {
  private beats = 0;
  private looksBeforeFirst = 0;

  constructor(
    script: string,
    private readonly start: WorkerStart,
    private readonly limits: WorkerLimits,
    events: ThreadEvents<WorkerAnswer>,
  ) {
    super(script, { workerData: start, resourceLimits: { maxOldGenerationSizeMb: limits.heapMb } }, events);
  }

  /** The file or folder that it is at; empty before the first. */
  get place(): string {
    return readPulse(this.start.pulse).place;
  }

  /** It did not go on since it was looked at before; one that has not begun may take its time to start. */
  isStill(): boolean {
    const { beats } = readPulse(this.start.pulse);
    if (beats === 0) return ++this.looksBeforeFirst * this.limits.stillMs > this.limits.startMs * looksInARow;
    const still = beats === this.beats;
    this.beats = beats;
    return still;
  }
}

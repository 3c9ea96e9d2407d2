/** One worker thread, from its start to its end. */
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** At most one of the last two, and nothing after it or after `end` was called. */
export interface ThreadEvents<Answer> {
  onAnswer(answer: Answer): void;
  onError(error: Error): void;
  onExit(code: number): void;
}

export class Thread<Request, Answer> {
  private readonly worker: Worker;
  private isOver = false;

  constructor(script: string, options: WorkerOptions, { onAnswer, onError, onExit }: ThreadEvents<Answer>) {
    this.worker = new Worker(script, options);
    this.worker.on('message', (answer: Answer) => {
      if (!this.isOver) onAnswer(answer);
    });
    this.worker.on('error', (error) => this.finish(() => onError(error)));
    this.worker.on('exit', (code) => this.finish(() => onExit(code)));
  }

  post(request: Request): void {
    this.worker.postMessage(request);
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.worker.terminate();
  }

  private finish(tell: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    tell();
  }
}

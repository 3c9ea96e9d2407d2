/** A view of every partition of a topic (or of some), brought up to frozen offsets: what was read once is not read again. */
import { fail, succeed } from '../../base/result.js';
import type { Cluster, ScanEnd, ScanRequest } from '../../kafka/cluster.js';
import { cancelled, type ClusterError, type ClusterResult } from '../../kafka/clusterError.js';
import { SpillFailure } from '../views/memoryBudget.js';
import { createPartitionView, type PartitionView, type ViewOptions } from '../views/partitionView.js';
import { HeapFull } from '../views/storeHeap.js';
import { TakerEnded } from '../views/takerThread.js';
import { deletedWhileRead, type FrozenPartition, type FrozenTopic } from './frozenTopic.js';
import { createReadProgress, type ReadCall } from './readProgress.js';
import { inParallel } from '../../base/inParallel.js';

/** Two are enough to have one fetched while another is decoded; more would only hold more fetches in memory. */
const scansAtOnce = 3;
const mostRestarts = 5;

export interface HeldPartition {
  readonly partition: number;
  readonly view: PartitionView;
  /** Everything before it is in the view. */
  readonly next: number;
  /** The log began there when it was last looked at. */
  readonly logStart: number;
}

export interface TopicView {
  /** Reads what is new in these partitions; one caller at a time. */
  bringUp(frozen: FrozenTopic, partitions: readonly FrozenPartition[], call?: ReadCall): Promise<ClusterResult<readonly string[]>>;
  /** By partition. */
  held(): readonly HeldPartition[];
  /** For good: what still reads ends as cancelled. */
  close(): void;
}

interface State {
  readonly view: PartitionView;
  next: number;
  logStart: number;
}

export function createTopicView(cluster: Cluster, options: ViewOptions): TopicView {
  const states = new Map<number, State>();
  let topicId: string | null | undefined;
  const closing = new AbortController();

  const restart = (partition: number, at: number): State => {
    states.get(partition)?.view.close();
    const state = { view: createPartitionView(options), next: at, logStart: at };
    states.set(partition, state);
    return state;
  };

  const stateUpTo = ({ partition, start, end }: FrozenPartition): { partition: number; end: number; state: State } => {
    let state = states.get(partition);
    // The log ends before what was read: made again, or cut back. It begins behind it: what lies between was never seen.
    if (state === undefined || state.next > end || (state.next < start && state.next > state.logStart)) state = restart(partition, start);
    state.logStart = start;
    state.next = Math.max(state.next, start);
    return { partition, end, state };
  };

  const letGo = (): void => {
    for (const { view } of states.values()) view.close();
    states.clear();
  };

  /** A view finds no more than that a batch is broken; who reads its records one by one finds why. */
  const whyBroken = async (request: ScanRequest, signal: AbortSignal): Promise<ClusterError> => {
    const read = await cluster.scan(request, () => {}, { signal });
    const { topic, partition, from } = request;
    return read.ok ? { kind: 'broken', message: `${topic}-${partition}: the batch at offset ${from} cannot be read.` } : read.error;
  };

  return {
    async bringUp(frozen, partitions, call) {
      if (closing.signal.aborted) return fail(cancelled);
      if (topicId !== undefined && topicId !== frozen.id) for (const partition of states.keys()) restart(partition, 0);
      topicId = frozen.id;
      const { topic } = frozen;
      let todo: readonly ReturnType<typeof stateUpTo>[];
      try {
        todo = partitions.map(stateUpTo);
      } catch (error) {
        return fail(storageError(error, topic));
      }
      const span = todo.reduce((sum, { state, end }) => sum + end - state.next, 0);
      const warnings: string[] = [];
      /** Nothing more is read: no view can hold it. */
      const full = new AbortController();
      let failure: ClusterError | undefined;
      const signal = AbortSignal.any([full.signal, closing.signal, ...(call?.signal === undefined ? [] : [call.signal])]);
      const progress = createReadProgress(span, { signal, onProgress: (done) => call?.onProgress?.(done) });

      const stop = (error: ClusterError): void => {
        failure ??= error;
        full.abort();
      };

      const readOne = async (item: ReturnType<typeof stateUpTo>): Promise<boolean> => {
        const { partition, end } = item;
        let { state } = item;
        for (let restarts = 0; state.next < end; restarts++) {
          const current = state;
          const scanCall = progress.scanOf(current.next, (next) => {
            current.next = next;
            if (current.view.isOverBudget) stop(tooLarge(topic));
          });
          const request: ScanRequest = { topic, partition, from: current.next, to: end, isolation: 'committed' };
          let read: ClusterResult<ScanEnd>;
          try {
            read = await cluster.scan(request, current.view, scanCall).finally(current.view.settle);
          } catch (error) {
            stop(storageError(error, topic));
            return false;
          }
          if (closing.signal.aborted || full.signal.aborted) return false;
          const { brokenAt } = current.view;
          if (brokenAt !== undefined) {
            current.view.close();
            states.delete(partition);
            failure ??= await whyBroken({ ...request, from: brokenAt, to: brokenAt + 1 }, signal);
            return false;
          }
          if (!read.ok) {
            failure ??= read.error;
            return false;
          }
          if (read.value.kind === 'done') {
            current.next = end;
          } else if (read.value.kind === 'truncated' && restarts < mostRestarts) {
            const { logStart, lostFrom } = read.value;
            warnings.push(
              `Partition ${partition} lost the records from offset ${lostFrom} to ${logStart} while it was read; it was read again from there.`,
            );
            state = restart(partition, Math.min(logStart, end));
          } else {
            failure ??= whileRead(topic, partition, read.value.kind);
            return false;
          }
        }
        return true;
      };

      await inParallel(todo, scansAtOnce, readOne);
      if (closing.signal.aborted) return fail(cancelled);
      if (failure === undefined) return succeed(warnings);
      // Nothing of it is kept, and a next query begins anew.
      if (full.signal.aborted) letGo();
      return fail(failure);
    },
    held: () => [...states].map(([partition, state]) => ({ partition, ...state })).sort((a, b) => a.partition - b.partition),
    close() {
      closing.abort();
      letGo();
    },
  };
}

const tooLarge = (topic: string): ClusterError => ({
  kind: 'unsupported',
  message: `The keys of ${topic} alone take more memory than a view may have, or than there is.`,
  advice: 'Ask for one key.',
});

/** Why a view could not hold or read what it is of. Throws what is another error. */
export function storageError(error: unknown, topic: string): ClusterError {
  if (error instanceof HeapFull) return tooLarge(topic);
  if (error instanceof TakerEnded)
    return { kind: 'unsupported', message: `${topic} could not be read on: ${error.message}`, advice: 'Ask again.' };
  if (!(error instanceof SpillFailure)) throw error;
  return {
    kind: 'unsupported',
    message: `The store does not fit into memory, and the temporary file for the rest failed: ${error.message}.`,
    advice: 'Ask for one key, or make room on the disk.',
  };
}

function whileRead(topic: string, partition: number, kind: 'truncated' | 'gone' | 'done'): ClusterError {
  return kind === 'gone'
    ? deletedWhileRead(topic)
    : {
        kind: 'offsetOutOfRange',
        message: `Records of ${topic}-${partition} are removed faster than they can be read.`,
        advice: 'Ask for one key, or ask again later.',
      };
}

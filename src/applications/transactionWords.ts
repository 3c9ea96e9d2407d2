/** Who holds a partition's committed records up, in words. */
import { shortText } from '../base/printable.js';
import { durationWords, plural } from '../core/features/words.js';
import type { OpenTransaction, TopicPartition } from '../kafka/cluster.js';
import type { ClusterError } from '../kafka/clusterError.js';

/** A coordinator looks for those to abort every ten seconds (transaction.abort.timed.out.transaction.cleanup.interval.ms), and then tells each leader. */
const graceMs = 30_000;

/** Milliseconds; undefined: nobody tells. */
export function ageOf({ coordinator }: OpenTransaction, now: number): number | undefined {
  return coordinator.kind !== 'open' || coordinator.startedAt === null ? undefined : Math.max(0, now - coordinator.startedAt);
}

/** It should have ended by now: nobody will end it, or its coordinator should have aborted it. */
export function isOverdue(transaction: OpenTransaction, now: number): boolean {
  const { coordinator } = transaction;
  if (coordinator.kind !== 'open') return coordinator.kind === 'hangs';
  return (ageOf(transaction, now) ?? 0) > coordinator.timeoutMs + graceMs;
}

/** A clause: `producer 7 (epoch 0, transactional id a) has it open for 5 min (timeout 15 min)`. `others` of the same partition are counted. */
export function holderWords(transaction: OpenTransaction, now: number, others = 0): string {
  const { producerId, producerEpoch, startOffset, coordinator } = transaction;
  const id = 'transactionalId' in coordinator && coordinator.transactionalId !== null ? coordinator.transactionalId : undefined;
  const producer = `producer ${producerId} (epoch ${producerEpoch}${id === undefined ? '' : `, transactional id ${shortText(id)}`})`;
  const more = others === 0 ? '' : `, and ${plural(others, 'other producer has', 'other producers have')} one open there, too`;
  const began = `${producer} began it at offset ${startOffset}`;
  if (coordinator.kind === 'hangs') {
    const why = id === undefined ? 'no coordinator has a transaction of it' : 'its coordinator has it no longer for this partition';
    return `${began}, and ${why}: it hangs, and nothing ends it but kafka-transactions.sh abort${more}`;
  }
  if (coordinator.kind === 'notKnown') return `${began}; its transactional id and age cannot be told: ${whyNot(coordinator.error)}${more}`;
  const age = ageOf(transaction, now);
  const late = isOverdue(transaction, now) ? 'longer than' : 'at most';
  const since = age === undefined ? 'has it open' : `has it open for ${durationWords(Math.round(age / 1000) * 1000)}`;
  const state = coordinator.state === 'Ongoing' ? '' : `, ${shortText(coordinator.state)}`;
  return `${producer} ${since}, ${late} ${durationWords(coordinator.timeoutMs)} by its timeout${state}${elsewhere(transaction, coordinator.partitions)}${more}`;
}

/** Where leaders do not say who. */
export const notToldWords = (error: ClusterError | undefined): string =>
  `who holds it open cannot be told${error === undefined ? '' : `: ${whyNot(error)}`}`;

const whyNot = ({ message, advice }: ClusterError): string => clause(advice ?? message);
const clause = (sentence: string): string => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;

const mostNamed = 3;

function elsewhere({ topic, partition }: OpenTransaction, partitions: readonly TopicPartition[]): string {
  const others = partitions.filter((one) => one.topic !== topic || one.partition !== partition);
  if (others.length === 0) return '';
  const named = others.slice(0, mostNamed).map((one) => `${shortText(one.topic)}-${one.partition}`);
  return `, with ${named.join(', ')}${others.length > mostNamed ? ` and ${plural(others.length - mostNamed, 'partition', 'partitions')} more` : ''}`;
}

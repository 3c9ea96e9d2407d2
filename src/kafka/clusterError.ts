/** Why a cluster did not do what it was asked: one vocabulary for every client behind the port. */
import type { Result } from '../base/result.js';

export type ClusterErrorKind =
  /** The settings themselves cannot be used: a file that is not there, a password that opens no key store. Nothing was sent. */
  | 'badSettings'
  /** No address answers: closed port, unknown host. */
  | 'unreachable'
  /** Something listens and does not answer in time. */
  | 'timeout'
  /** Something else than Kafka, or TLS against plain text, or the reverse. */
  | 'wrongProtocol'
  /** The certificate is expired, not trusted, or of another host; or the broker wants one of ours. */
  | 'certificate'
  /** Wrong name, password or token; or a mechanism that the broker does not offer. */
  | 'unauthenticated'
  /** The principal may not do this. */
  | 'unauthorised'
  /** The broker's version does not know the request. */
  | 'unsupported'
  /** No such topic, partition or group. */
  | 'notFound'
  /** The offset is gone (retention, deletion of records) or not written yet. */
  | 'offsetOutOfRange'
  /** No leader, no coordinator, moved: another try may do. */
  | 'unavailable'
  /** Bytes that are not what the protocol says. */
  | 'broken'
  /** The caller's signal was aborted. */
  | 'cancelled'
  /** What the broker answers with an error that has no kind here; its name is in the message. */
  | 'refused';

export interface ClusterError {
  readonly kind: ClusterErrorKind;
  /** One sentence for a person: what was tried and what came of it. Holds no secret. */
  readonly message: string;
  /** What the person can do about it; undefined: nothing but what the message says. */
  readonly advice?: string | undefined;
  /** The broker still loads what was asked for: in some seconds it answers. */
  readonly isLoading?: boolean;
}

/** The advice after the message. */
export const sentenceOf = ({ message, advice }: ClusterError): string => (advice === undefined ? message : `${message} ${advice}`);

export type ClusterResult<T> = Result<T, ClusterError>;

/** A part of an answer that is missing, and what was asked for: the rest of the answer holds. */
export interface Problem {
  /** In a few words, as in `log directories of broker 2`. */
  readonly what: string;
  readonly error: ClusterError;
}

/** The caller wanted it no longer. */
export const cancelled = { kind: 'cancelled', message: 'Cancelled.' } as const;

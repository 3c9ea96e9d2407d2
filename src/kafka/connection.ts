/**
 * The port that a Kafka client is put behind: a connection to a cluster's brokers, and nothing more. Requests and record batches are
 * encoded and decoded above it, so that a client is replaced by writing this much (design: no consumer group, ever).
 */
import type { ClusterResult } from './clusterError.js';

export interface Broker {
  readonly id: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** A request of ours: which, and its bytes. */
export interface WireRequest {
  readonly apiKey: number;
  readonly apiVersion: number;
  /** For logs and messages. */
  readonly apiName: string;
  /** The header has a tag section from here on (KIP-482). */
  readonly flexible: boolean;
  /** Without the header. */
  readonly body: Uint8Array;
  /** Is told the address that answers, `host:port`, for messages. */
  readonly onAnswer?: (address: string) => void;
}

export type Target =
  /** Any broker that is connected. */
  { readonly kind: 'any' } | { readonly kind: 'broker'; readonly id: number };

export interface VersionRange {
  readonly min: number;
  readonly max: number;
}

export interface Call {
  readonly signal?: AbortSignal | undefined;
  /** For one answer, whatever is tried for it; undefined: the connection's own, below ten seconds. */
  readonly timeoutMs?: number | undefined;
}

/** Nothing is sent before the first call. Never rejects. Calls may run side by side. */
export interface ClusterConnection {
  /** What every broker takes that was met so far, by api key (ApiVersions). */
  apiVersions(call?: Call): Promise<ClusterResult<ReadonlyMap<number, VersionRange>>>;
  /** As the cluster says now; also refreshes what `send` knows of addresses. */
  brokers(call?: Call): Promise<ClusterResult<readonly Broker[]>>;
  /** The body of the answer. Fails as `unavailable` where the target moved or its socket broke: a caller that may repeat does. */
  send(request: WireRequest, target: Target, call?: Call): Promise<ClusterResult<Uint8Array>>;
  close(): Promise<void>;
}

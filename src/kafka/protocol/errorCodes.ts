/** Kafka's error codes (org.apache.kafka.common.protocol.Errors) as far as the requests of this folder are answered with them. */
import type { ClusterError, ClusterErrorKind } from '../clusterError.js';

const codes: Readonly<Record<number, readonly [name: string, kind: ClusterErrorKind]>> = {
  [-1]: ['UNKNOWN_SERVER_ERROR', 'refused'],
  1: ['OFFSET_OUT_OF_RANGE', 'offsetOutOfRange'],
  2: ['CORRUPT_MESSAGE', 'broken'],
  3: ['UNKNOWN_TOPIC_OR_PARTITION', 'notFound'],
  5: ['LEADER_NOT_AVAILABLE', 'unavailable'],
  6: ['NOT_LEADER_OR_FOLLOWER', 'unavailable'],
  7: ['REQUEST_TIMED_OUT', 'unavailable'],
  8: ['BROKER_NOT_AVAILABLE', 'unavailable'],
  9: ['REPLICA_NOT_AVAILABLE', 'unavailable'],
  13: ['NETWORK_EXCEPTION', 'unavailable'],
  14: ['COORDINATOR_LOAD_IN_PROGRESS', 'unavailable'],
  15: ['COORDINATOR_NOT_AVAILABLE', 'unavailable'],
  16: ['NOT_COORDINATOR', 'unavailable'],
  29: ['TOPIC_AUTHORIZATION_FAILED', 'unauthorised'],
  30: ['GROUP_AUTHORIZATION_FAILED', 'unauthorised'],
  31: ['CLUSTER_AUTHORIZATION_FAILED', 'unauthorised'],
  35: ['UNSUPPORTED_VERSION', 'unsupported'],
  41: ['NOT_CONTROLLER', 'unavailable'],
  43: ['UNSUPPORTED_FOR_MESSAGE_FORMAT', 'unsupported'],
  53: ['TRANSACTIONAL_ID_AUTHORIZATION_FAILED', 'unauthorised'],
  56: ['KAFKA_STORAGE_ERROR', 'unavailable'],
  57: ['LOG_DIR_NOT_FOUND', 'unavailable'],
  69: ['GROUP_ID_NOT_FOUND', 'notFound'],
  70: ['FETCH_SESSION_ID_NOT_FOUND', 'unavailable'],
  72: ['LISTENER_NOT_FOUND', 'unavailable'],
  74: ['FENCED_LEADER_EPOCH', 'unavailable'],
  75: ['UNKNOWN_LEADER_EPOCH', 'unavailable'],
  76: ['UNSUPPORTED_COMPRESSION_TYPE', 'unsupported'],
  78: ['OFFSET_NOT_AVAILABLE', 'unavailable'],
  100: ['UNKNOWN_TOPIC_ID', 'notFound'],
  103: ['INCONSISTENT_TOPIC_ID', 'unavailable'],
  105: ['TRANSACTIONAL_ID_NOT_FOUND', 'notFound'],
  106: ['FETCH_SESSION_TOPIC_ID_ERROR', 'unavailable'],
};

const loading = 14;

/** Which permission a question needs, beside those that the resource of its error code tells. */
export const rights = {
  configs: 'DescribeConfigs on the topic',
  offsets: 'Describe on the topic',
  producers: 'Read on the topic',
  transactions: 'Describe on the transactional id',
} as const;

/** The error of a code other than 0. `what`: what was asked for, as in `the offsets of orders-0`; `right`: what the user needs for it. */
export function errorOfCode(code: number, what: string, detail: string | null = null, right?: string): ClusterError {
  const [name, kind] = codes[code] ?? [`error ${code}`, 'refused'];
  const message = `The broker refused ${what}: ${name}${detail === null || detail === '' ? '' : ` (${detail})`}.`;
  if (code === loading) return { kind, message, isLoading: true };
  if (kind !== 'unauthorised') return { kind, message };
  const ofResource = code === 29 ? 'Describe and Read on the topic' : code === 30 ? 'Describe on the group' : 'Describe on the cluster';
  return { kind, message, advice: `The user needs the permission ${right ?? ofResource}.` };
}

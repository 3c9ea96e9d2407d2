/** One broker's sockets, as kafkajs keeps them: connected, told its versions, authenticated. */
import Broker from 'kafkajs/src/broker/index.js';
import ConnectionPool from 'kafkajs/src/network/connectionPool.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import createSocketFactory from 'kafkajs/src/network/socketFactory.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import type { VersionRange, WireRequest } from '../connection.js';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What kafkajs takes as `ssl` and `sasl`. */
export interface Security {
  readonly ssl: object | null;
  readonly sasl: object | null;
}

export interface BrokerLink {
  readonly address: Address;
  versions(): ReadonlyMap<number, VersionRange>;
  /** Rejects with kafkajs's own errors. */
  connect(): Promise<void>;
  /** The answer after its correlation id. */
  send(request: WireRequest): Promise<Buffer>;
  /** Sockets are cut at once; what waits for an answer is rejected. */
  close(): void;
}

const connectTimeout = 5_000;
const authenticationTimeout = 8_000;
/** Above the time that any caller waits: whoever waits gives up first, and cuts the sockets. */
const requestTimeout = 120_000;

const silent = { info() {}, warn() {}, error() {}, debug() {}, namespace: () => silent, setLogLevel() {} };

/** kafkajs checks an empty queue each millisecond (upstream 1704): 4 % of a core for a connection that rests. */
function guardTimer(): void {
  const { prototype } = RequestQueue;
  const original = prototype.scheduleCheckPendingRequests;
  if (original.name === 'whereNeeded') return;
  prototype.scheduleCheckPendingRequests = function whereNeeded() {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) original.call(this);
  };
}

export function createBrokerLink(address: Address, { ssl, sasl }: Security): BrokerLink {
  guardTimer();
  const pool = new ConnectionPool({
    ...address,
    ssl,
    sasl,
    clientId: 'kafka-streams-lens',
    logger: silent,
    socketFactory: createSocketFactory(),
    requestTimeout,
    connectionTimeout: connectTimeout,
  });
  const broker = new Broker({ connectionPool: pool, logger: silent, authenticationTimeout });
  return {
    address,
    versions: () =>
      new Map(Object.entries(broker.versions ?? {}).map(([key, range]) => [Number(key), { min: range.minVersion, max: range.maxVersion }])),
    connect: () => (broker.isConnected() ? Promise.resolve() : broker.connect()),
    send({ apiKey, apiVersion, apiName, body, flexible }) {
      // kafkajs writes the header of old requests: the tag section of newer ones begins the body.
      const payload = flexible ? Buffer.concat([Buffer.from([0]), body]) : body;
      return pool.send({
        request: { apiKey, apiVersion, apiName, encode: () => Promise.resolve(new Encoder().writeBuffer(payload)) },
        response: { decode: (raw: Buffer) => Promise.resolve(raw), parse: (raw: Buffer) => Promise.resolve(raw) },
        logResponseError: false,
      });
    },
    close() {
      for (const connection of pool.pool) connection.socket?.destroy();
    },
  };
}

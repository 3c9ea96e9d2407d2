/** One broker's sockets, as kafkajs keeps them: connected, told its versions, authenticated. */
import Broker from 'kafkajs/src/broker/index.js';
import Connection from 'kafkajs/src/network/connection.js';
import ConnectionPool from 'kafkajs/src/network/connectionPool.js';
import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';
import Encoder from 'kafkajs/src/protocol/encoder.js';
import type { VersionRange, WireRequest } from '../connection.js';
import type { Address } from './address.js';
import type { Security } from './security.js';
import { createWatchedSockets, type Heard } from './watchedSocket.js';

export interface BrokerLink {
  readonly address: Address;
  readonly heard: Readonly<Heard>;
  /** `connecting`: not let in yet; `fresh`: no request of ours was answered yet. */
  stage(): 'connecting' | 'fresh' | 'used';
  versions(): ReadonlyMap<number, VersionRange>;
  /** Rejects with kafkajs's own errors. */
  connect(): Promise<void>;
  /** The answer after its correlation id. */
  send(request: WireRequest): Promise<Buffer>;
  /** Sockets are cut at once, and no other is opened; what waits for an answer is rejected. */
  close(): void;
}

/** Above the time that any caller waits: whoever waits gives up first, and cuts the sockets. */
const longestWait = 120_000;

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

/** kafkajs copies an answer to put it behind the nothing that is left of the former. */
function guardAnswers(): void {
  const { prototype } = Connection;
  const original = prototype.processData;
  if (original.name === 'withoutNothing') return;
  prototype.processData = function withoutNothing(bytes) {
    if (this.bytesBuffered === 0) this.chunks = [];
    original.call(this, bytes);
  };
}

/** kafkajs opens a socket for each who asks while it connects, and forgets all but the last: until the broker hung up they stayed open. */
function guardConnecting(): void {
  const { prototype } = Connection;
  const original = prototype.connect;
  if (original.name === 'onceAtATime') return;
  const connecting = new WeakMap<object, Promise<boolean>>();
  prototype.connect = function onceAtATime() {
    const running = connecting.get(this) ?? original.call(this).finally(() => connecting.delete(this));
    connecting.set(this, running);
    return running;
  };
}

export function createBrokerLink(address: Address, { ssl, sasl }: Security): BrokerLink {
  guardTimer();
  guardAnswers();
  guardConnecting();
  const heard: Heard = { accepted: false, secured: false, first: Buffer.alloc(0) };
  let stage: 'connecting' | 'fresh' | 'used' = 'connecting';
  let versions: ReadonlyMap<number, VersionRange> = new Map();
  /** Names of the requests that were not answered: a broker answers in their order. */
  const waiting: string[] = [];
  const openSocket = createWatchedSockets(heard, () => waiting[0]);
  const sockets = new Set<ReturnType<typeof openSocket>>();
  let closed: Error | undefined;
  /** All of a link, also those of a connection that kafkajs makes anew. */
  const socketFactory: typeof openSocket = (options) => {
    if (closed !== undefined) throw closed;
    const socket = openSocket(options);
    sockets.add(socket);
    return socket.once('close', () => sockets.delete(socket));
  };
  const pool = new ConnectionPool({
    ...address,
    ssl,
    sasl,
    clientId: 'kafka-streams-lens',
    logger: silent,
    socketFactory,
    requestTimeout: longestWait,
    connectionTimeout: longestWait,
    enforceRequestTimeout: false, // else a timer of 100 ms for each socket
  });
  const broker = new Broker({ connectionPool: pool, logger: silent, authenticationTimeout: longestWait });
  return {
    address,
    heard,
    stage: () => stage,
    versions: () => versions,
    async connect() {
      if (broker.isConnected()) return;
      stage = 'connecting';
      await broker.connect();
      const ranges = Object.entries(broker.versions ?? {});
      versions = new Map(ranges.map(([key, range]) => [Number(key), { min: range.minVersion, max: range.maxVersion }]));
      stage = 'fresh';
    },
    async send({ apiKey, apiVersion, apiName, body, flexible }) {
      // kafkajs writes the header of old requests: the tag section of newer ones begins the body.
      const payload = flexible ? Buffer.concat([Buffer.from([0]), body]) : body;
      waiting.push(apiName);
      try {
        const answer = await pool.send({
          request: { apiKey, apiVersion, apiName, encode: () => Promise.resolve(new Encoder().writeBuffer(payload)) },
          response: { decode: (raw: Buffer) => Promise.resolve(raw), parse: (raw: Buffer) => Promise.resolve(raw) },
          logResponseError: false,
        });
        stage = 'used';
        return answer;
      } finally {
        waiting.splice(waiting.indexOf(apiName), 1);
      }
    },
    close() {
      closed ??= new Error('Connection closed');
      for (const connection of pool.pool) connection.rejectRequests(closed);
      for (const socket of sockets) socket.destroy(closed); // with an error, so that kafkajs stops its timers
    },
  };
}

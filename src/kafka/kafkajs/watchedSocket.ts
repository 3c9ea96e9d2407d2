/** Sockets for kafkajs that remember how far they came and what they heard first: that tells why a connection failed. */
import net from 'node:net';
import tls from 'node:tls';
import { AnswerTooLong, mostBytesFor } from './answerLimits.js';
import { createAnswerReader } from './answerReader.js';

export interface Heard {
  /** The other side took the connection (TCP). */
  accepted: boolean;
  /** The TLS handshake was done; true where there is none. */
  secured: boolean;
  /** What it said first; empty: nothing yet, or a TLS connection, whose first bytes are TLS's own. */
  first: Buffer;
}

interface SocketOptions {
  readonly host: string;
  readonly port: number;
  readonly ssl: tls.ConnectionOptions | null;
  readonly onConnect: () => void;
}

const keepAliveDelay = 60_000;
/** Of one look at the socket. */
const readBytes = 256 * 1024;

/**
 * `heard` is of the newest socket. `expected`: the request of ours that is answered next; undefined: none. A socket that hears something else
 * than Kafka, or a longer answer than there can be, is cut at once.
 */
export function createWatchedSockets(heard: Heard, expected: () => string | undefined): (options: SocketOptions) => net.Socket {
  return ({ host, port, ssl, onConnect }) => {
    heard.accepted = false;
    heard.secured = ssl === null;
    heard.first = Buffer.alloc(0);
    const serverName = net.isIP(host) === 0 ? { servername: host } : {};
    const read = createAnswerReader(
      (answer) => socket.emit('data', answer),
      () => mostBytesFor(expected()),
    );
    const onread: net.OnReadOpts = {
      buffer: new Uint8Array(readBytes),
      callback(count, buffer) {
        const bytes = buffer.subarray(0, count);
        if (heard.first.length === 0) heard.first = Buffer.from(bytes.subarray(0, 64));
        const came = read(bytes);
        if (came !== 'read') socket.destroy(came === 'tooLong' ? new AnswerTooLong(expected()) : new Error('not Kafka'));
        return came === 'read';
      },
    };
    const options = { host, port, ...serverName, ...ssl, onread };
    const socket: net.Socket = ssl === null ? net.connect({ host, port, onread }, onConnect) : tls.connect(options, onConnect);
    socket.setKeepAlive(true, keepAliveDelay);
    socket.once('connect', () => {
      heard.accepted = true;
    });
    socket.once('secureConnect', () => {
      heard.secured = true;
    });
    return socket;
  };
}

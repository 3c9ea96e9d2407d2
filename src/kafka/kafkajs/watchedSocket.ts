/** Sockets for kafkajs that remember how far they came and what they heard first: that tells why a connection failed. */
import net from 'node:net';
import tls from 'node:tls';

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

/** Kafka's answers begin with their length; none is longer. HTTP, SSH, SMTP and TLS all begin with what would be a larger one. */
const largestAnswer = 256 * 1024 * 1024;
const keepAliveDelay = 60_000;

/** `heard` is of the newest socket. A socket that hears something else than Kafka is cut at once. */
export function createWatchedSockets(heard: Heard): (options: SocketOptions) => net.Socket {
  return ({ host, port, ssl, onConnect }) => {
    heard.accepted = false;
    heard.secured = ssl === null;
    heard.first = Buffer.alloc(0);
    const serverName = net.isIP(host) === 0 ? { servername: host } : {};
    const socket = ssl === null ? net.connect({ host, port }, onConnect) : tls.connect({ host, port, ...serverName, ...ssl }, onConnect);
    socket.setKeepAlive(true, keepAliveDelay);
    socket.once('connect', () => {
      heard.accepted = true;
    });
    socket.once('secureConnect', () => {
      heard.secured = true;
    });
    socket.once('data', (bytes: Buffer) => {
      heard.first = Buffer.from(bytes.subarray(0, 64));
      const length = bytes.length < 4 ? 0 : bytes.readInt32BE(0);
      if (length < 0 || length > largestAnswer) socket.destroy(new Error('not Kafka'));
    });
    return socket;
  };
}

/** A long way to a broker: what it answers arrives later by a fixed time, in order, at full speed otherwise. */
import net from 'node:net';

export interface SlowProxy {
  readonly port: number;
  /** Where it leads; before that nobody gets through. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

export async function createSlowProxy(milliseconds: number): Promise<SlowProxy> {
  let target: number | undefined;
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    if (target === undefined) {
      client.destroy();
      return;
    }
    const broker = net.connect(target, '127.0.0.1');
    for (const [socket, other] of [
      [client, broker],
      [broker, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    client.pipe(broker);
    broker.on('data', (bytes) => setTimeout(() => client.writable && client.write(bytes), milliseconds));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    leadTo(port) {
      target = port;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

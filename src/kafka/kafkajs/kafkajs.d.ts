/** The inner parts of kafkajs 2.2.4 that are used, as far as they are used. A contract test fails where they move. */
declare module 'kafkajs/src/network/connectionPool.js' {
  const ConnectionPool: new (options: object) => {
    readonly pool: readonly { rejectRequests(error: Error): void }[];
    send(request: object): Promise<Buffer>;
  };
  export = ConnectionPool;
}

declare module 'kafkajs/src/network/connection.js' {
  const Connection: {
    readonly prototype: {
      processData(this: { chunks: readonly Buffer[]; readonly bytesBuffered: number }, bytes: Buffer): void;
      connect(): Promise<boolean>;
    };
  };
  export = Connection;
}

declare module 'kafkajs/src/broker/index.js' {
  const Broker: new (options: { connectionPool: object; logger: object; authenticationTimeout: number }) => {
    readonly versions: Readonly<Record<string, { readonly minVersion: number; readonly maxVersion: number }>> | null;
    isConnected(): boolean;
    connect(): Promise<void>;
  };
  export = Broker;
}

declare module 'kafkajs/src/network/requestQueue/index.js' {
  const RequestQueue: {
    readonly prototype: { scheduleCheckPendingRequests(this: { pending: readonly unknown[]; throttledUntil: number }): void };
  };
  export = RequestQueue;
}

declare module 'kafkajs/src/protocol/encoder.js' {
  const Encoder: new () => { writeBuffer(bytes: Uint8Array): object };
  export = Encoder;
}

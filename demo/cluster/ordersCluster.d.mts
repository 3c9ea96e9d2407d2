import type { TestCluster } from '../../test/cluster/lib/broker.mjs';

/** What an instance says of one partition of a store. */
export interface InstanceLag {
  readonly position: number;
  readonly end: number;
  readonly lag: number;
}

export interface OrdersInstance {
  readonly name: string;
  readonly application: 'orders-app' | 'customers-app';
  readonly host: string;
  readonly port: number;
  /** Its endpoint, without a slash at the end. */
  readonly url: string;
  readonly stateDir: string;
  readonly logFile: string;
  alive(): boolean;
  pid(): number | undefined;
  start(): void;
  stop(): Promise<void>;
  kill(): Promise<void>;
  health(): Promise<{ readonly state: string; readonly alive: boolean }>;
  /** By store, then by partition. */
  lags(): Promise<Readonly<Record<string, Readonly<Record<string, InstanceLag>>>>>;
  whenRunning(milliseconds?: number): Promise<void>;
}

export interface OrdersCluster {
  readonly bootstrap: string;
  readonly cluster: TestCluster;
  readonly instances: readonly OrdersInstance[];
  /** One more of the application, to be started. */
  addInstance(application: OrdersInstance['application']): Promise<OrdersInstance>;
  fillCustomers(count: number): Promise<void>;
  /** So many bytes a second each client may read from then on. */
  limitReading(bytes: number): Promise<void>;
  /** Once stopped, it begins anew: the same customers and orders, under the same keys. Resolves when a first batch is written. */
  startFeed(): Promise<void>;
  /** Nothing new is written from then on. */
  stopFeed(): Promise<void>;
  stop(): Promise<void>;
}

export interface OrdersOptions {
  readonly directory: string;
  readonly port?: number;
  readonly instances?: number;
  readonly kafka?: string;
  readonly protocol?: 'classic' | 'streams';
  readonly feed?: boolean;
  readonly signal?: AbortSignal;
  say?(line: string): void;
}

export function startOrdersCluster(options: OrdersOptions): Promise<OrdersCluster>;

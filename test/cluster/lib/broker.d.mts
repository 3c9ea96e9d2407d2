import type { ChildProcessWithoutNullStreams } from 'node:child_process';

export interface ToolOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: readonly string[];
  readonly signal?: AbortSignal;
  /** It ends the JVM in the middle, so that it must have one of its own. */
  readonly endsItsJvm?: boolean;
  /** Folders with classes, beside the jars. */
  readonly classes?: readonly string[];
}

export interface TestBroker {
  readonly id: number;
  readonly port: number;
  readonly logFile: string;
  isAlive(): boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface TestCluster {
  readonly version: string;
  /** The folder with Kafka's jars. */
  readonly jars: string;
  readonly bootstrap: string;
  readonly brokers: readonly TestBroker[];
  bootstrapOf(listener: string): string;
  tool(main: string, args: readonly string[], options?: RunOptions): Promise<ToolOutcome>;
  /** While this thread waits. Throws what the tool said where it failed. */
  toolNow(main: string, args: readonly string[]): void;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly version: string;
  readonly directory: string;
  readonly count?: number;
  readonly port?: number;
  readonly listeners?: readonly {
    readonly name: string;
    readonly protocol: string;
    readonly advertisedPorts?: readonly number[];
    readonly properties?: Readonly<Record<string, string>>;
  }[];
  readonly properties?: Readonly<Record<string, string | number>>;
  readonly scram?: readonly { readonly user: string; readonly password: string; readonly mechanism?: string }[];
  readonly heap?: string;
  readonly detached?: boolean;
  readonly signal?: AbortSignal;
  say?(line: string): void;
}

export function startCluster(options: ClusterOptions): Promise<TestCluster>;
export function freePorts(count: number): Promise<number[]>;
export function runJava(jars: string, main: string, args: readonly string[], options?: RunOptions): Promise<ToolOutcome>;
/** A program with pipes: a class of the jars, or of the folders `classes`, or a source file over the jars, compiled once for each state of it. */
export function startJava(
  jars: string,
  main: string,
  args: readonly string[],
  options?: Omit<RunOptions, 'input'>,
): Promise<ChildProcessWithoutNullStreams>;

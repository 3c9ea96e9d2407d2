/** One JSON answer of the oracle: what the real library made of one program. */
export interface OracleNode {
  readonly name: string;
  readonly type: 'source' | 'processor' | 'sink';
  readonly topics?: readonly string[];
  readonly pattern?: string;
  readonly topic?: string | null;
  readonly dynamic?: boolean;
  readonly stores?: readonly string[];
  readonly successors?: readonly string[];
}

export interface OracleStore {
  readonly name: string;
  readonly auto: boolean;
  readonly unconnected?: boolean;
  readonly global?: boolean;
  readonly kind?: string;
  readonly persistent?: boolean;
  readonly changelog?: string;
  readonly logging?: boolean;
  readonly caching?: boolean;
  /** The classes of the innermost and the outermost layer. */
  readonly inner?: string;
  readonly outer?: string;
  readonly retentionMs?: number;
  readonly historyRetentionMs?: number;
  readonly processors?: readonly string[];
}

export interface OracleTopic {
  readonly name: string;
  readonly auto: boolean;
  readonly partitions?: number;
  readonly config?: Readonly<Record<string, string>>;
  readonly isSourceTopic?: boolean;
  readonly stores?: readonly string[];
}

interface OracleHead {
  /** `Class` or `Class@variant`. */
  readonly case: string;
  readonly kafka: string;
  readonly applicationId: string;
  readonly props: Readonly<Record<string, string>>;
  readonly viaTopologyConfig?: boolean;
}

export interface OracleError extends OracleHead {
  readonly status: 'error';
  readonly errorKind: 'COMPILE' | 'DSL' | 'BUILD' | 'REWRITE';
  /** `SimpleClassName: message` */
  readonly error: string;
}

export interface OracleTopology extends OracleHead {
  readonly status: 'ok';
  readonly indexBeforeBuild?: number | null;
  readonly indexAfterBuild?: number | null;
  readonly subtopologies: readonly { readonly id: number; readonly nodes: readonly OracleNode[] }[];
  readonly globalStores: readonly { readonly source: OracleNode; readonly processor: OracleNode }[];
  readonly stores: readonly OracleStore[];
  readonly changelogTopics: readonly OracleTopic[];
  readonly repartitionTopics: readonly OracleTopic[];
  readonly sourceTopics: readonly string[];
  readonly sourcePatterns: readonly string[];
  readonly sinkTopics: readonly string[];
  readonly copartitionGroups: readonly (readonly string[])[];
  readonly copartitionError?: string;
  readonly describe: string;
}

export type OracleAnswer = OracleTopology | OracleError;

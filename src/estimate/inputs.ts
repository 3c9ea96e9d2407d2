/** What an estimate is made of beside the code: each number with where it came from. */

export interface EstimateInputs {
  /** Of topics outside, and of repartition topics whose number the code gives. */
  readonly partitions: ReadonlyMap<string, Known>;
  readonly instances: Known;
  /** num.standby.replicas */
  readonly standbys: Known;
  readonly replicationFactor: Known;
  /** Stream threads of an instance. */
  readonly threads: Known;
  /** Of the container; null: not known. */
  readonly limitBytes: Known | null;
  /** -Xmx; null: not known. */
  readonly heapBytes: Known | null;
  /** That a RocksDBConfigSetter allows all stores of an instance together; null: each has what is usual. */
  readonly rocksdbBudgetBytes: Known | null;
  /** Of stores, by name: what the cluster holds of their changelogs. Empty: no cluster was asked. */
  readonly held: ReadonlyMap<string, Held>;
}

export interface Known {
  readonly value: number;
  readonly source: string;
}

export interface Held {
  /** On the leaders, of all partitions. */
  readonly bytes: number | null;
  /** Ends minus beginnings: no more records than that. */
  readonly records: number | null;
}

export interface EstimateInput {
  readonly name: string;
  readonly value: number | null;
  readonly source: string;
}

/** What the cluster commands print with --format json, as far as tests look at it. */

export interface AppsJson {
  readonly cluster: { readonly id: string; readonly brokers: number; readonly topics: number; readonly partitions: number };
  readonly applications: readonly {
    readonly application: string;
    readonly state: string | null;
    readonly groupType: string | null;
    readonly instances: number | null;
    readonly threads: number | null;
    readonly changelogTopics: readonly string[];
    readonly repartitionTopics: readonly string[];
    readonly note: string | null;
  }[];
  readonly unclaimedTopics: readonly string[];
}

export interface AppJson {
  readonly application: string;
  readonly instances: readonly {
    readonly processId: string;
    readonly clientHost: string;
    readonly endpoint: string | null;
    readonly threads: readonly {
      readonly memberId: string;
      readonly clientId: string;
      readonly active: readonly string[];
      readonly standby: readonly string[];
      readonly warmup: readonly string[];
    }[];
  }[];
}

export interface StoresJson {
  readonly application: string;
  readonly state: string | null;
  readonly instances: number | null;
  readonly stores: readonly {
    readonly name: string;
    readonly kind: string | null;
    readonly backedBy: string;
    readonly changelog: string | null;
    readonly partitions: number | null;
    readonly lastWrite: string | null;
    readonly restore: {
      readonly source: string;
      readonly state: string;
      readonly done: number | null;
      readonly total: number | null;
      readonly note: string;
    } | null;
    readonly marks: readonly { readonly rule: string; readonly message: string }[];
    readonly reasons: Readonly<Record<string, string>>;
  }[];
}

export interface TopicJson {
  readonly topic: string;
  readonly role: string;
  readonly sizeBytes: number | null;
  readonly replicaBytes: number | null;
  readonly offsetSpan: number | null;
  readonly lag: number | null;
  readonly partitions: readonly {
    readonly partition: number;
    readonly leader: number;
    readonly replicas: readonly number[];
    readonly inSync: readonly number[];
    readonly earliest: number | null;
    readonly end: number | null;
    readonly sizeBytes: number | null;
    readonly lag: number | null;
    readonly streamTime: string | null;
  }[];
}

export interface TopicsJson {
  readonly topics: readonly TopicJson[];
}

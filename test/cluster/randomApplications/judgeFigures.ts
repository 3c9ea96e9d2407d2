/** Applications, stores, topics, drift and status, figure by figure beside the library and the admin client. */
import type { EveryStoreStore } from '../everyStore/everyStore.mjs';
import type { Ask } from './ask.js';
import type { Judge } from './findings.js';
import type { ClusterDump, RunningApplication } from './runApplications.js';

export interface Truth {
  readonly running: RunningApplication;
  readonly dump: ClusterDump;
  readonly changelogs: readonly string[];
  readonly repartitions: readonly string[];
  /** Topics of the user that its group reads. */
  readonly sources: readonly string[];
  readonly isStopped: boolean;
}

export function truthOf(running: RunningApplication, dump: ClusterDump, isStopped: boolean): Truth {
  const { subtopologies } = running;
  const repartitions = new Set(subtopologies.flatMap((one) => one.repartitions));
  const sources = new Set(subtopologies.flatMap((one) => one.sources).filter((topic) => !repartitions.has(topic)));
  const changelogs = new Set(subtopologies.flatMap((one) => one.changelogs).filter((topic) => !sources.has(topic)));
  return {
    running,
    dump,
    changelogs: [...changelogs].sort(),
    repartitions: [...repartitions].sort(),
    sources: [...sources].sort(),
    isStopped,
  };
}

interface Listed {
  readonly application: string;
  readonly state: string;
  readonly groupType: string;
  readonly instances: number;
  readonly threads: number;
  readonly changelogTopics: readonly string[];
  readonly repartitionTopics: readonly string[];
  readonly perhapsOfOthers: readonly { readonly topic: string; readonly others: readonly string[] }[];
}

export async function judgeApps(ask: Ask, truths: readonly Truth[], judgeOf: (id: string) => Judge): Promise<void> {
  const { json, status } = await ask<{ applications: readonly Listed[]; unclaimedTopics: readonly string[] }>('apps');
  const all = judgeOf('apps');
  all.same('status', status, 0);
  const ids = truths.map(({ running }) => running.application.id).sort();
  all.same(
    'applications',
    json.applications.map(({ application }) => application),
    ids,
  );
  const inputs = new Set(truths.flatMap(({ running }) => running.application.inputs.map(({ topic }) => topic)));
  all.same(
    'topics of nobody',
    json.unclaimedTopics.filter((topic) => !inputs.has(topic)),
    [],
  );
  for (const truth of truths) {
    const { id, properties } = truth.running.application;
    const judge = judgeOf(`${id} apps`);
    const told = json.applications.find(({ application }) => application === id);
    if (told === undefined) continue;
    const threads = truth.isStopped ? 0 : Number(properties['num.stream.threads']);
    judge.same('state', told.state, truth.isStopped ? 'Empty' : 'Stable');
    judge.same('type', told.groupType, properties['group.protocol'] ?? 'classic');
    judge.same('instances', told.instances, truth.isStopped ? 0 : 1);
    judge.same('threads', told.threads, threads);
    const perhaps = new Set(told.perhapsOfOthers.map(({ topic }) => topic));
    const certain = (topics: readonly string[]): readonly string[] => topics.filter((topic) => !perhaps.has(topic));
    judge.same('changelogs', certain(told.changelogTopics), certain(truth.changelogs));
    judge.same('repartitions', certain(told.repartitionTopics), certain(truth.repartitions));
    // What it has is among what may be its own.
    const missing = [...truth.changelogs, ...truth.repartitions].filter(
      (topic) => !told.changelogTopics.includes(topic) && !told.repartitionTopics.includes(topic) && !perhaps.has(topic),
    );
    judge.same('topics that are left out', missing, []);
    if (perhaps.size > 0) judge.uncertain('topics that may be of another application');
  }
}

interface ToldStore {
  readonly name: string;
  readonly kind: string | null;
  readonly backedBy: string;
  readonly changelog: string | null;
  readonly subtopology: string | null;
  readonly partitions: number | null;
  readonly sizeBytes: number | null;
  readonly cleanupPolicy: string | null;
  readonly retentionMs: number | null;
  readonly earliestOffsets: Readonly<Record<string, number>> | null;
  readonly endOffsets: Readonly<Record<string, number>> | null;
  readonly restore: { readonly state: string } | null;
  readonly marks: readonly { readonly rule: string; readonly severity: string; readonly message: string }[];
}

interface ToldStores {
  readonly stores: readonly ToldStore[];
  readonly orphans: readonly string[];
  readonly problems: readonly unknown[];
}

export async function judgeStores(ask: Ask, truth: Truth, withCode: boolean, judge: Judge): Promise<void> {
  const { running } = truth;
  const { id } = running.application;
  const { json, status } = await ask<ToldStores>('stores', ...(withCode ? [running.folder] : []), '--app', id);
  judge.same('status', status, 0);
  judge.same('problems', json.problems, []);
  judge.same('orphans', json.orphans, []);
  const isUncertain = ({ marks }: ToldStore): boolean => marks.some(({ rule }) => rule === 'owner-not-certain');
  const named = new Set(json.stores.map(({ name }) => name));
  const wanted = withCode ? running.storeNames : truth.changelogs.map((topic) => topic.slice(id.length + 1, -'-changelog'.length));
  judge.same(
    'stores that are left out',
    wanted.filter((name) => !named.has(name)),
    [],
  );
  const extra = json.stores.filter((store) => !wanted.includes(store.name));
  judge.same(
    'stores that are none',
    extra.filter((store) => !isUncertain(store)).map(({ name }) => name),
    [],
  );
  if (extra.length > 0) judge.uncertain('stores that may be of another application');
  for (const told of json.stores) judgeStore(told, truth, withCode, judge);
}

function judgeStore(told: ToldStore, truth: Truth, withCode: boolean, judge: Judge): void {
  const { running, dump } = truth;
  const store = running.stores.find(({ name }) => name === told.name);
  const { name } = told;
  const topic = told.changelog === null ? undefined : dump.topics[told.changelog];
  if (store !== undefined) {
    judge.same(`topic of ${name}`, told.changelog ?? '', store.topic);
    if (told.kind !== null || withCode) judge.same(`kind of ${name}`, told.kind, store.kind);
    const subtopology = running.subtopologies.find(({ changelogs }) => changelogs.includes(store.topic))?.id ?? null;
    if (told.subtopology !== null && store.form !== 'global' && store.topic !== '')
      judge.same(`sub-topology of ${name}`, told.subtopology, subtopology);
    judge.same(`what backs ${name}`, told.backedBy, backingOf(store, running.application.id));
  }
  if (topic !== undefined) {
    const by = (of: 'earliest' | 'end'): object => Object.fromEntries(topic.partitions.map((one, i) => [i, one[of]]));
    judge.same(
      `figures of ${name}`,
      [told.partitions, told.sizeBytes, told.cleanupPolicy, told.retentionMs, told.earliestOffsets, told.endOffsets],
      [
        topic.partitions.length,
        topic.partitions.reduce((sum, { bytes }) => sum + bytes, 0),
        topic.cleanupPolicy,
        topic.retentionMs,
        by('earliest'),
        by('end'),
      ],
    );
  }
  judge.holds(`${name} is said to be restoring, and all has been read long ago`, told.restore?.state !== 'restoring');
  for (const mark of told.marks) judge.holds(`mark of ${name}: ${mark.severity} ${mark.message}`, isTrueMark(mark, told, store, truth));
}

const backingOf = ({ topic, name }: EveryStoreStore, id: string): string =>
  topic === '' ? 'nothing' : topic === `${id}-${name}-changelog` ? 'changelog' : 'source topic';

const addition = 'windowstore.changelog.additional.retention.ms';

function isTrueMark(
  mark: ToldStore['marks'][number],
  { name, changelog }: ToldStore,
  store: EveryStoreStore | undefined,
  truth: Truth,
): boolean {
  const { dump, running } = truth;
  const policy = changelog === null ? undefined : dump.topics[changelog]?.cleanupPolicy;
  switch (mark.rule) {
    case 'owner-not-certain':
      return true;
    case 'unnamed-store':
      return /(?:KSTREAM|KTABLE|STATE-STORE)-.*\d{10}/.test(name) && !running.application.source.includes(`as("${name}")`);
    case 'not-compacted':
      return policy === 'delete' && mark.severity === 'warning';
    // The configuration, which is not in the code, has another addition.
    case 'policy-mismatch':
      return mark.severity === 'info' && mark.message.includes('unless') && running.application.properties[addition] !== undefined;
    default:
      return false;
  }
}

interface ToldTopic {
  readonly topic: string;
  readonly role: string;
  readonly sizeBytes: number;
  readonly lag: number | null;
  readonly cleanupPolicy: string;
  readonly partitions: readonly {
    readonly partition: number;
    readonly earliest: number;
    readonly end: number;
    readonly sizeBytes: number;
    readonly lag: number | null;
  }[];
  readonly marks: readonly { readonly rule: string; readonly message: string }[];
}

export async function judgeTopics(ask: Ask, truth: Truth, judge: Judge): Promise<void> {
  const { running, dump } = truth;
  const { id } = running.application;
  const { json, status } = await ask<{ topics: readonly ToldTopic[] }>('topics', '--app', id);
  judge.same('status', status, 0);
  const commits = dump.commits[id] ?? {};
  for (const told of json.topics) {
    const topic = dump.topics[told.topic];
    const isUncertain = told.marks.some(({ rule }) => rule === 'owner-not-certain');
    const role = truth.sources.includes(told.topic)
      ? 'source'
      : truth.changelogs.includes(told.topic)
        ? 'changelog'
        : truth.repartitions.includes(told.topic)
          ? 'repartition'
          : 'none of its topics';
    if (!isUncertain) judge.same(`role of ${told.topic}`, told.role, role);
    judge.same(
      `figures of ${told.topic}`,
      [told.cleanupPolicy, told.partitions.map(({ earliest, end, sizeBytes }) => ({ earliest, end, bytes: sizeBytes }))],
      [topic?.cleanupPolicy, topic?.partitions.map(({ earliest, end, bytes }) => ({ earliest, end, bytes }))],
    );
    if (told.role !== 'changelog')
      judge.same(
        `lags of ${told.topic}`,
        told.partitions.map(({ lag }) => lag),
        topic?.partitions.map(({ end }, i) => (commits[`${told.topic}/${i}`] === undefined ? null : end - commits[`${told.topic}/${i}`]!)),
      );
  }
  const listed = new Set(json.topics.map(({ topic }) => topic));
  const all = [...truth.changelogs, ...truth.repartitions, ...truth.sources];
  judge.same(
    'topics that are left out',
    all.filter((topic) => !listed.has(topic)),
    [],
  );
}

interface ToldDrift {
  readonly drifts: readonly { readonly kind: string; readonly topic: string | null; readonly message: string }[];
  readonly compared: number;
  readonly ofCode: number;
}

/** The code is what runs: nothing may be said to differ. */
export async function judgeDrift(ask: Ask, { running, changelogs, repartitions }: Truth, judge: Judge): Promise<void> {
  const { id } = running.application;
  const { json, status } = await ask<ToldDrift>('drift', running.folder, '--app', id);
  judge.same('status', status, 0);
  for (const { kind, topic, message } of json.drifts)
    if (kind === 'not-determinable') judge.uncertain(`drift: ${message}`);
    else judge.holds(`${kind} ${topic}: ${message}`, false);
  judge.same('topics of the code', json.ofCode, changelogs.length + repartitions.length);
  judge.same('topics that were compared', json.compared, json.ofCode);
}

interface ToldStatus {
  readonly state: string;
  readonly instances: number;
  readonly lag: { readonly records: number | null; readonly unknownPartitions: number };
  readonly stores: { readonly count: number; readonly perhaps: number };
  readonly internalTopics: { readonly count: number; readonly partitions: number; readonly perhaps: number };
  readonly verdict: { readonly kind: string; readonly evidence: string };
  readonly marks: readonly { readonly severity: string; readonly of: string; readonly message: string }[];
}

export async function judgeStatus(ask: Ask, truth: Truth, judge: Judge): Promise<void> {
  const { running, dump } = truth;
  const { json, status } = await ask<ToldStatus>('status', '--app', running.application.id, '--for', '300ms');
  judge.same('status', status, 0);
  judge.same('state', json.state, truth.isStopped ? 'Empty' : 'Stable');
  judge.same('instances', json.instances, truth.isStopped ? 0 : 1);
  judge.same('lag', [json.lag.records, json.lag.unknownPartitions], [0, 0]);
  const internal = [...truth.changelogs, ...truth.repartitions];
  const isUncertain = json.internalTopics.perhaps > 0;
  if (isUncertain) judge.uncertain('status: topics that may be of another application');
  else {
    judge.same('stores', json.stores.count, truth.changelogs.length);
    judge.same(
      'internal topics',
      [json.internalTopics.count, json.internalTopics.partitions],
      [internal.length, internal.reduce((sum, topic) => sum + (dump.topics[topic]?.partitions.length ?? Number.NaN), 0)],
    );
  }
  judge.same('verdict', json.verdict.kind, truth.isStopped ? 'not running' : 'idle');
  for (const { severity, of, message } of json.marks) judge.holds(`${severity} ${of}: ${message}`, severity !== 'error');
}

/** What the page of an estimate shows: fields with where their values come from, a verdict, a bar for each store. No vscode in here. */
import { parseBytes } from '../../base/byteSize.js';
import { plural, storeKindWords } from '../../core/features/words.js';
import type { TopologyReport } from '../../core/report.js';
import { leastBudgetBytes } from '../../estimate/configSetter.js';
import { estimate, type EstimateResult, type EstimateWarning } from '../../estimate/estimate.js';
import type { EstimateInputs, Known } from '../../estimate/inputs.js';
import { whatWouldFit } from '../../estimate/whatWouldFit.js';
import { bytesWords } from '../../present/cluster/figureTexts.js';
import type { EstimateView, TypedInputs } from '../../protocol/estimatePanel.js';

type Parse = (text: string) => number | undefined;

const whole =
  (least: number): Parse =>
  (text) =>
    /^\d{1,6}$/.test(text) && Number(text) >= least ? Number(text) : undefined;
const ofSize =
  (least: number): Parse =>
  (text) => {
    const bytes = parseBytes(text);
    return bytes === undefined || bytes < least ? undefined : bytes;
  };

const partitionsPrefix = 'partitions of ';
/** By the name that the estimate gives an input. Others are not asked. */
const asked: Readonly<
  Record<string, { readonly label: string; readonly parse: Parse; readonly wanted: string; readonly isSize: boolean }>
> = {
  instances: { label: 'Instances', parse: whole(1), wanted: 'a whole number from 1 on', isSize: false },
  'num.standby.replicas': { label: 'Standbys of each task', parse: whole(0), wanted: 'a whole number', isSize: false },
  'memory limit': { label: 'Memory limit of the container', parse: ofSize(1), wanted: 'a size such as 4GiB', isSize: true },
  'heap (-Xmx)': { label: 'Heap (-Xmx)', parse: ofSize(1), wanted: 'a size such as 1GiB', isSize: true },
  'budget of RocksDB': {
    label: 'Budget of a RocksDBConfigSetter',
    parse: ofSize(leastBudgetBytes),
    wanted: 'a size such as 512MiB, 32MiB at least',
    isSize: true,
  },
};
const askedOf = (name: string): (typeof asked)[string] | undefined =>
  name.startsWith(partitionsPrefix)
    ? { label: `Partitions of ${name.slice(partitionsPrefix.length)}`, parse: whole(1), wanted: 'a whole number from 1 on', isSize: false }
    : asked[name];

export function estimateView(topology: TopologyReport, known: EstimateInputs, typed: TypedInputs): EstimateView {
  const inputs = withTyped(known, typed);
  const result = estimate(topology, inputs);
  const { memory, topics, disk } = result;
  return {
    title: topology.entry.symbol,
    verdict: verdictOf(result, inputs),
    advice: adviceOf(topology, inputs),
    fields: fieldsOf(result, typed),
    bars: barsOf(result),
    facts: [
      { term: 'Outside the heap', text: `${bytesWords(memory.likelyBytes)} likely, ${bytesWords(memory.worstBytes)} at worst` },
      { term: 'Heap for state', text: `${bytesWords(memory.heapBytes)} at least` },
      {
        term: 'Disk',
        text: disk.bytes === null ? 'not known without a cluster' : `${bytesWords(disk.bytes)}, twice that while it is compacted`,
      },
      {
        term: 'Topics',
        text: `${plural(topics.internal, 'internal topic', 'internal topics')}, ${plural(topics.partitions, 'partition', 'partitions')}, ${topics.replicas} with replicas`,
      },
    ],
    restores: result.restore.map(({ event, records, bytes, seconds, source }) => ({
      event,
      replayed: replayedWords(records, bytes),
      time: seconds === null ? 'not known' : `about ${seconds.toLocaleString('en-US')} s`,
      rule: source,
    })),
    notes: result.warnings.map(noteOf),
  };
}

function replayedWords(records: number | null, bytes: number | null): string {
  if (records === null && bytes === null) return 'not known';
  const words = [records === null ? '' : `${records.toLocaleString('en-US')} records`, bytes === null ? '' : bytesWords(bytes)];
  return words.filter((word) => word !== '').join(', ');
}

const noteOf = ({ about, said }: EstimateWarning): string =>
  about === 'sizes' ? `${said}. Opened from an application in the view Clusters, the estimate has its sizes.` : `${said}.`;

/** What was typed and can be read counts instead of what is known. */
function withTyped(known: EstimateInputs, typed: TypedInputs): EstimateInputs {
  const given = (name: string): Known | undefined => {
    const value = askedOf(name)?.parse(typed[name]?.trim() ?? '');
    return value === undefined ? undefined : { value, source: 'typed here' };
  };
  const partitions = Object.keys(typed).flatMap((name): [string, Known][] => {
    const value = name.startsWith(partitionsPrefix) ? given(name) : undefined;
    return value === undefined ? [] : [[name.slice(partitionsPrefix.length), value]];
  });
  return {
    ...known,
    partitions: new Map([...known.partitions, ...partitions]),
    instances: given('instances') ?? known.instances,
    standbys: given('num.standby.replicas') ?? known.standbys,
    limitBytes: given('memory limit') ?? known.limitBytes,
    heapBytes: given('heap (-Xmx)') ?? known.heapBytes,
    rocksdbBudgetBytes: given('budget of RocksDB') ?? known.rocksdbBudgetBytes,
  };
}

function fieldsOf({ inputs }: EstimateResult, typed: TypedInputs): EstimateView['fields'] {
  return inputs.flatMap(({ name, value, source }) => {
    const field = askedOf(name);
    if (field === undefined) return [];
    const own = typed[name]?.trim() ?? '';
    const isRefused = own !== '' && field.parse(own) === undefined;
    return [
      {
        id: name,
        label: field.label,
        value: value === null ? '' : field.isSize ? bytesWords(value) : String(value),
        source,
        problem: isRefused ? `Not read: it is ${field.wanted}.` : null,
      },
    ];
  });
}

function barsOf({ memory: { stores } }: EstimateResult): EstimateView['bars'] {
  const longest = Math.max(1, ...stores.map(({ worstBytes }) => worstBytes));
  return stores.map(({ name, kind, rocksdbInstances, likelyBytes, worstBytes }) => ({
    name,
    detail: `${storeKindWords[kind]}, ${rocksdbInstances === 0 ? 'in memory' : plural(rocksdbInstances, 'database', 'databases')}`,
    likely: Math.min(1, likelyBytes / longest),
    worst: worstBytes / longest,
    text: rocksdbInstances === 0 ? 'in the heap' : `${bytesWords(likelyBytes)} likely, ${bytesWords(worstBytes)} at worst`,
  }));
}

function verdictOf({ memory: { fits, worstBytes } }: EstimateResult, { limitBytes, heapBytes }: EstimateInputs): EstimateView['verdict'] {
  if (fits === null || limitBytes === null || heapBytes === null)
    return { kind: 'unknown', text: 'Whether it fits is not known: give the memory limit of the container and -Xmx.' };
  const sum = `-Xmx ${bytesWords(heapBytes.value)}, ${bytesWords(worstBytes)} of RocksDB at worst, and the JVM's own`;
  return fits
    ? { kind: 'fits', text: `Fits into ${bytesWords(limitBytes.value)}, also at worst: ${sum}.` }
    : { kind: 'exceeds', text: `May exceed ${bytesWords(limitBytes.value)}: ${sum}.` };
}

function adviceOf(topology: TopologyReport, inputs: EstimateInputs): string[] {
  const would = whatWouldFit(topology, inputs);
  if (would === undefined) return [];
  const { budgetBytes, instances } = would;
  const MiB = 1024 * 1024;
  return [
    budgetBytes === null
      ? 'No budget for RocksDB fits beside this heap: a smaller heap or a larger limit is needed.'
      : `A RocksDBConfigSetter with a budget of ${bytesWords(budgetBytes)} bounds it: kslens config-setter --budget ${budgetBytes / MiB}MiB writes one.`,
    ...(instances === null ? [] : [`Or ${instances} instances, without a budget.`]),
    ...(inputs.standbys.value > 0 ? ['Or fewer standbys: each costs as much as what it stands by for.'] : []),
  ];
}

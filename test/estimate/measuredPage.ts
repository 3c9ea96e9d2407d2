/** docs/estimate-measured.md: estimates beside what was measured. */

export interface MeasuredRows {
  readonly memory: readonly MemoryRow[];
  readonly restore: readonly RestoreRow[];
}

export interface MemoryRow {
  readonly version: string;
  readonly store: 'latest' | 'windowed' | 'versioned';
  readonly mode: 'default' | 'bounded';
  readonly partitions: number;
  readonly estimate: Sizes & { readonly databases: number; readonly bytes: number; readonly disk: number | null };
  /** `state`: as RocksDB says; `without`: resident without a store. */
  readonly measured: Sizes & { readonly state: number; readonly resident: number; readonly without: number; readonly disk: number };
}

interface Sizes {
  readonly topics: number;
  readonly partitions: number;
}

export interface RestoreRow {
  readonly version: string;
  readonly records: number;
  readonly estimatedSeconds: number | null;
  readonly restored: number;
  readonly restoreMs: number;
  /** Of the machine, over the last minute; some rows were measured before it was kept. */
  readonly load?: number;
}

const kinds = { latest: 'key-value', windowed: 'windows', versioned: 'versioned' };
/** What is asked of the estimate: a share of memory, a factor of time. */
const asked = { memory: 0.25, restore: 2 };

export function measuredPage(
  { memory, restore }: MeasuredRows,
  { budgetMiB, valueBytes }: { readonly budgetMiB: number; readonly valueBytes: number },
): string {
  return `# The estimate beside reality

\`npm run measure\` wrote this page: it runs an application on a broker of Kafka 4.3.0, asks \`kslens estimate --bootstrap\` what it needs, and measures it. Machine: two
cores, which others used at the same time, so times are noisy; sizes hardly are. A row is one run.

## Memory

Rows of ${valueBytes.toLocaleString('en-US')} bytes, each with a key of its own; all are written, then read. *Measured* is the resident memory of the process at its most, above that of the same
application without a store; its heap has a fixed size. *RocksDB says*: write buffers, caches and readers together, at their most. *Bounded* has the setter of
\`kslens config-setter\` with a budget of ${budgetMiB} MiB.

${table(
  [
    'store',
    'Kafka',
    'partitions',
    'databases',
    'setter',
    'estimate',
    'measured',
    'error',
    'RocksDB says',
    'disk, estimate',
    'disk',
    'topics, partitions',
  ],
  memory.map(memoryCells),
)}

${memorySummary(memory)}

## Restore

A store of ten partitions whose directory is lost, with rows of 116 bytes, and one stream thread: what the estimate says without having seen the cluster's rate, and how
long it was from the first record to the last. *Load* is the machine's in that minute: above two, others had the two cores as well.

${table(['records', 'Kafka', 'estimate', 'measured', 'factor', 'records a second', 'load'], restore.map(restoreCells))}

${restore.filter((row) => factorOf(row) <= asked.restore).length} of ${restore.length} are within a factor of ${asked.restore}.
`;
}

function memoryCells({ version, store, mode, partitions, estimate, measured }: MemoryRow): string[] {
  const isSame = estimate.topics === measured.topics && estimate.partitions === measured.partitions;
  return [
    kinds[store],
    version,
    number(partitions),
    number(estimate.databases),
    mode === 'bounded' ? 'bounded' : 'none',
    mib(estimate.bytes),
    mib(measured.resident - measured.without),
    percent(errorOf({ estimate, measured })),
    mib(measured.state),
    estimate.disk === null ? '?' : mib(estimate.disk),
    mib(measured.disk),
    isSame ? 'equal' : `${estimate.topics}, ${estimate.partitions}: really ${measured.topics}, ${measured.partitions}`,
  ];
}

const errorOf = ({ estimate, measured }: Pick<MemoryRow, 'estimate' | 'measured'>): number =>
  estimate.bytes / (measured.resident - measured.without) - 1;

function memorySummary(memory: readonly MemoryRow[]): string {
  const within = memory.filter((row) => Math.abs(errorOf(row)) <= asked.memory).length;
  const without = memory.map(({ measured }) => measured.without);
  return (
    `${within} of ${memory.length} estimates are within ${percent(asked.memory)}. ` +
    `Without a store the process has ${mib(Math.min(...without))} to ${mib(Math.max(...without))} beside its heap.`
  );
}

function restoreCells(row: RestoreRow): string[] {
  const { version, records, estimatedSeconds, restored, restoreMs } = row;
  const rate = Math.round(restored / restoreMs) * 1000;
  const estimate = estimatedSeconds === null ? '?' : `${estimatedSeconds.toFixed(1)} s`;
  return [
    number(records),
    version,
    estimate,
    `${(restoreMs / 1000).toFixed(1)} s`,
    factorOf(row).toFixed(1),
    number(rate),
    row.load === undefined ? 'not kept' : String(row.load),
  ];
}

function factorOf({ estimatedSeconds, restoreMs }: RestoreRow): number {
  const factor = (estimatedSeconds ?? Number.NaN) / (restoreMs / 1000);
  return Math.max(factor, 1 / factor);
}

const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const number = (value: number): string => value.toLocaleString('en-US');

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map((_, i) => (i < 2 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

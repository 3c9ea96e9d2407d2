/** An estimate for people: the verdict first, then the sum line by line. */
import { printable } from '../../base/printable.js';
import { plural, storeKindWords } from '../../core/features/words.js';
import type { EstimateResult, EstimateWarning } from '../../estimate/estimate.js';
import { bytesWords } from '../cluster/figureTexts.js';
import { layoutTable, wrap } from '../table/layout.js';

const width = 110;
const number = (value: number): string => value.toLocaleString('en-US');

export function estimateText(result: EstimateResult, columns: number | undefined): string {
  const { topology, topics, memory, disk, restore, inputs, warnings } = result;
  const lines = [
    printable(topology),
    `  ${plural(topics.internal, 'internal topic', 'internal topics')} with ${plural(topics.partitions, 'partition', 'partitions')}, ${number(topics.replicas)} with replicas`,
    `  memory outside the heap, an instance of ${memory.instances}: ${bytesWords(memory.likelyBytes)} likely, ${bytesWords(memory.worstBytes)} at worst`,
    `  heap for state: ${bytesWords(memory.heapBytes)} at least${disk.bytes === null ? '' : `; disk: about ${bytesWords(disk.bytes)}, twice that while it is compacted`}`,
    `  ${verdict(result)}`,
    '',
    ...table(
      ['STORE', 'KIND', 'ROCKSDB', 'LIKELY', 'WORST'],
      memory.stores.map((store) => [
        store.name,
        storeKindWords[store.kind],
        number(store.rocksdbInstances),
        bytesWords(store.likelyBytes),
        bytesWords(store.worstBytes),
      ]),
      columns,
    ),
    '',
    ...table(
      ['RESTORE', 'RECORDS', 'SIZE', 'ABOUT'],
      restore.map(({ event, records, bytes, seconds }) => [
        event,
        records === null ? '?' : number(records),
        bytes === null ? '?' : bytesWords(bytes),
        seconds === null ? '?' : `${number(seconds)} s`,
      ]),
      columns,
    ),
    '',
    ...table(
      ['INPUT', 'VALUE', 'FROM'],
      inputs.map(({ name, value, source }) => [name, valueText(name, value), source]),
      columns,
    ),
    ...(warnings.length === 0 ? [] : ['']),
    ...warnings.flatMap((warning) => wrap(`${printable(warningText(warning))}.`, width, '  ', '  ')),
  ];
  return `${lines.join('\n')}\n`;
}

/** The contract's EstimateResult: warnings are texts in it. */
export type EstimateJson = Omit<EstimateResult, 'warnings'> & { readonly warnings: readonly string[] };

export const estimateJson = (result: EstimateResult): EstimateJson => ({ ...result, warnings: result.warnings.map(warningText) });

/** As the command line says it, without its full stop. */
const warningText = ({ said, option }: EstimateWarning): string => `${said}${option}`;

function verdict({ memory: { fits, limitBytes, worstBytes } }: EstimateResult): string {
  if (fits === null || limitBytes === null) return 'whether it fits is not told: --memory-limit and --heap say what it has';
  if (fits) return `fits into ${bytesWords(limitBytes)}, also at worst`;
  return `does not fit into ${bytesWords(limitBytes)} at worst: a RocksDBConfigSetter bounds it (kslens config-setter), or fewer stores on an instance do (${bytesWords(worstBytes)} outside the heap)`;
}

const isSize = (name: string): boolean => ['memory limit', 'heap (-Xmx)', 'budget of RocksDB'].includes(name);
const valueText = (name: string, value: number | null): string => (value === null ? '-' : isSize(name) ? bytesWords(value) : number(value));

const table = (heads: readonly string[], rows: readonly (readonly string[])[], columns: number | undefined): string[] =>
  layoutTable(
    heads.map((head, i) => ({ head, label: i === 0 ? undefined : head.toLowerCase() })),
    rows.map((row) => row.map((text) => ({ text: printable(text) }))),
    columns,
  );

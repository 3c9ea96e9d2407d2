/** What the process and its threads hold, as rows of a table: at the start, at the most, at the end, and whether that is what it was. */
import fs from 'node:fs';
import path from 'node:path';
import { measureThread, type ThreadMeasure } from './probe.js';
import type { Probes } from './threads.js';

/** By name of the figure. */
export type Figures = ReadonlyMap<string, number>;

export interface FigureRow {
  readonly name: string;
  readonly start: number;
  readonly peak: number;
  readonly end: number;
  /** null: not judged. */
  readonly isBack: boolean | null;
}

/** How much more than at the start the end may be. */
const allowedGrowth = 0.1;
const mebibyte = 1024 * 1024;
/** Bytes below which growth is the noise of an engine's own caches. */
const noiseBytes = mebibyte / 2;

/** Of the system, which keeps pages that the process no longer needs: shown only. */
const resident = 'resident memory';
/** With what the engine compiled of functions, which goes on for hours: shown only. What the program keeps of it is judged. */
const heap = (thread: string): string => `heap, ${thread}`;
const isJudged = (name: string): boolean => name !== resident && !name.startsWith(heap(''));

const isBytes = (name: string): boolean => !/^(?:handles|open files|threads|temporary entries)/.test(name);

/** `temporary`: the folder that everything of this run takes for its temporary files. */
export async function readFigures(probes: Probes, names: readonly string[], temporary: string, collect: boolean): Promise<Figures> {
  const threads = new Map<string, ThreadMeasure>([['driver', await measureThread(collect)], ...(await probes.measure(names, collect))]);
  const figures = new Map<string, number>();
  for (const [name, measure] of threads) {
    figures.set(heap(name), measure.heap);
    if (measure.objects !== undefined) figures.set(`objects, ${name}`, measure.objects);
    figures.set(`external, ${name}`, measure.external);
    figures.set(`array buffers, ${name}`, measure.arrayBuffers);
    figures.set(`WebAssembly, ${name}`, measure.wasm);
    figures.set(
      `handles, ${name}`,
      Object.values(measure.handles).reduce((sum, count) => sum + count, 0),
    );
  }
  figures.set(resident, process.memoryUsage().rss);
  // One of each is what reads the folder.
  figures.set('open files', fs.readdirSync('/proc/self/fd').length - 1);
  figures.set('threads', fs.readdirSync('/proc/self/task').length);
  const entries = fs.readdirSync(temporary, { recursive: true, withFileTypes: true });
  figures.set('temporary entries', entries.length);
  figures.set('temporary bytes', sizeOf(entries));
  return figures;
}

function sizeOf(entries: readonly fs.Dirent[]): number {
  let bytes = 0;
  for (const entry of entries)
    // It may go while we look.
    if (entry.isFile()) bytes += fs.statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  return bytes;
}

export function mergePeaks(peaks: Map<string, number>, figures: Figures): void {
  for (const [name, value] of figures) peaks.set(name, Math.max(value, peaks.get(name) ?? 0));
}

export function toRows(start: Figures, end: Figures, peaks: Figures): readonly FigureRow[] {
  return [...end].map(([name, value]) => {
    const first = start.get(name) ?? 0;
    const limit = first * (1 + allowedGrowth) + (isBytes(name) ? noiseBytes : 0);
    return {
      name,
      start: first,
      peak: Math.max(peaks.get(name) ?? 0, value),
      end: value,
      isBack: isJudged(name) ? value <= limit : null,
    };
  });
}

const show = (name: string, value: number): string => (isBytes(name) ? `${(value / mebibyte).toFixed(1)} MiB` : String(value));

/** Markdown, which is as good to read in a terminal. */
export function toTable(rows: readonly FigureRow[]): string {
  const cells = [
    ['', 'after the warm-up', 'most', 'at the end', 'within 10 %'],
    ...rows.map(({ name, start, peak, end, isBack }) => [
      name,
      show(name, start),
      show(name, peak),
      show(name, end),
      isBack === null ? 'not judged' : isBack ? 'yes' : 'NO',
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((text, at) => (at === 0 ? text.padEnd(widths[at]!) : text.padStart(widths[at]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

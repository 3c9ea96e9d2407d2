/** The programs of our worker threads, each with a probe in front, and what the probes say. */
import path from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';
import { build } from 'esbuild';
import { assemblyForEsbuild } from '../../scripts/assembly.mjs';
import { channelName, type ProbeAnswer, type ProbeAsk, type ThreadMeasure } from './probe.js';

const patienceMs = 60_000;

export const root = path.dirname(path.dirname(import.meta.dirname));

/** A file in `directory` for `new Worker`, which runs `program` (of the project, or a finished bundle) behind a probe. */
export async function probed(directory: string, name: string, program: string): Promise<string> {
  const outfile = path.join(directory, `${name}.cjs`);
  const isBundle = program.startsWith('dist/');
  const file = isBundle ? path.join(root, program) : `./${program}`;
  await build({
    stdin: {
      contents: `import { installProbe } from './test/soak/probe.ts';\ninstallProbe(${JSON.stringify(name)});\nrequire(${JSON.stringify(file)});`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: isBundle ? [file] : [],
    plugins: [assemblyForEsbuild],
    logLevel: 'warning',
  });
  return outfile;
}

export interface Probes {
  /** Of the threads that run, by name. `collect`: after their garbage was collected. Rejects where one of `names` does not answer. */
  measure(names: readonly string[], collect: boolean): Promise<ReadonlyMap<string, ThreadMeasure>>;
  /** How often each was started. */
  readonly starts: ReadonlyMap<string, number>;
  /** What nobody caught, and what Node warned of. */
  readonly uncaught: readonly string[];
  close(): void;
}

export function openProbes(): Probes {
  const channel = new BroadcastChannel(channelName);
  const starts = new Map<string, number>();
  const uncaught: string[] = [];
  const waiting = new Map<number, (name: string, measure: ThreadMeasure) => void>();
  let lastId = 0;
  channel.addEventListener('message', (event) => {
    const answer = (event as Event & { readonly data: ProbeAnswer | ProbeAsk }).data;
    if (answer.kind === 'started') starts.set(answer.name, (starts.get(answer.name) ?? 0) + 1);
    else if (answer.kind === 'uncaught') uncaught.push(`${answer.name}: ${answer.message}`);
    else if (answer.kind === 'measured') waiting.get(answer.id)?.(answer.name, answer.measure);
  });
  return {
    starts,
    uncaught,
    measure(names, collect) {
      const id = ++lastId;
      const found = new Map<string, ThreadMeasure>();
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(id);
          const silent = names.filter((name) => !found.has(name));
          reject(new Error(`the thread ${silent.join(' and ')} does not answer within ${patienceMs / 1000} s`));
        }, patienceMs);
        waiting.set(id, (name, measure) => {
          found.set(name, measure);
          if (!names.every((one) => found.has(one))) return;
          waiting.delete(id);
          clearTimeout(late);
          resolve(found);
        });
        channel.postMessage({ kind: 'ask', id, collect } satisfies ProbeAsk);
      });
    },
    close: () => channel.close(),
  };
}

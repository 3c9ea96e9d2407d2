/** node scripts/runTypeScript.mjs test/cluster/agent/throughput.ts: an application with the Java agent beside the same without it, by turns. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runJava, startCluster } from '../lib/broker.mjs';

const records = 1_000_000;
const pairs = 6;
const program = path.resolve('test/cluster/agent/Throughput.java');
const jar = path.resolve('dist/kslens-agent.jar');
const directory = mkdtempSync(path.join(tmpdir(), 'kslens-throughput-'));
const home = path.join(directory, 'home');
mkdirSync(home);

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const cluster = await startCluster({ version: '4.3.0', directory: path.join(directory, 'kafka') });
try {
  const run = async (id: string, options: readonly string[], ...more: string[]): Promise<readonly [number, number]> => {
    const args = [cluster.bootstrap, id, 'input', path.join(directory, id), String(records), ...more];
    const { status, stdout, stderr } = await runJava(cluster.jars, program, args, { options: [`-Duser.home=${home}`, ...options] });
    if (status !== 0) throw new Error(stderr);
    const [wall = NaN, processors = NaN] = stdout.trim().split(' ').map(Number);
    return [wall, processors];
  };
  cluster.toolNow('org.apache.kafka.tools.TopicCommand', ['--create', '--topic', 'input', '--partitions', '2']);
  await run('writer', [], 'write');
  await run('warm', []);
  const ratios: { wall: number; processors: number }[] = [];
  for (let i = 0; i < pairs; i++) {
    const measured = { without: [0, 0] as readonly [number, number], with: [0, 0] as readonly [number, number] };
    // Which of the two is first changes, as the machine may get slower or faster.
    for (const which of i % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const))
      measured[which] = await run(`${which}-${i}`, which === 'with' ? [`-javaagent:${jar}`] : []);
    const [plain, served] = [measured.without, measured.with];
    console.log(`without ${plain[0]} ms (processors ${plain[1]} ms), with ${served[0]} ms (processors ${served[1]} ms)`);
    ratios.push({ wall: plain[0] / served[0], processors: plain[1] / served[1] });
  }
  const of = (key: 'wall' | 'processors'): string => median(ratios.map((one) => one[key])).toFixed(3);
  console.log(
    `${records} records, ${pairs} pairs: throughput with the agent is ${of('wall')} of that without (median); by processor time ${of('processors')}`,
  );
} finally {
  await cluster.stop();
  rmSync(directory, { recursive: true, force: true });
}

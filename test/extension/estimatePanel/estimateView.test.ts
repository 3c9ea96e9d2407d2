import { expect, test } from 'vitest';
import type { Report, TopologyReport } from '../../../src/core/report.js';
import { estimate } from '../../../src/estimate/estimate.js';
import { whatWouldFit } from '../../../src/estimate/whatWouldFit.js';
import { estimateSvg } from '../../../src/extension/estimatePanel/estimateSvg.js';
import { estimateView } from '../../../src/extension/estimatePanel/estimateView.js';
import { assumedInputs } from '../../../src/present/cluster/knownOfApplication.js';
import { countingClass, temporaryProject } from '../../support/temporaryProject.js';
import { runCommand } from '../../support/runCommand.js';

const MiB = 1024 * 1024;

async function counting(): Promise<TopologyReport> {
  const { output } = await runCommand(temporaryProject({ 'App.java': countingClass('App') }), 'analyze', '.', '--format', 'json');
  const [topology] = (JSON.parse(output) as Report).topologies;
  if (topology === undefined) throw new Error('no topology');
  return topology;
}

const limits = { 'memory limit': '2GiB', 'heap (-Xmx)': '1GiB', 'partitions of orders': '40' };

test('without a limit the verdict says what to give', async () => {
  const { verdict, fields, advice } = estimateView(await counting(), assumedInputs, {});
  expect(verdict).toEqual({ kind: 'unknown', text: 'Whether it fits is not known: give the memory limit of the container and -Xmx.' });
  expect(advice).toEqual([]);
  expect(fields.map(({ id, value, source }) => [id, value, source])).toEqual([
    ['partitions of orders', '1', 'assumed: nobody says it'],
    ['instances', '1', 'assumed: one instance has all'],
    ['num.standby.replicas', '0', 'assumed: the default of Kafka Streams'],
    ['memory limit', '', 'not given'],
    ['heap (-Xmx)', '', 'not given'],
    ['budget of RocksDB', '', 'not given'],
  ]);
});

test('what is typed counts, what cannot be read does not, and says so', async () => {
  const { fields, verdict } = estimateView(await counting(), assumedInputs, { ...limits, instances: 'two', 'budget of RocksDB': '1MiB' });
  const of = (id: string): unknown => fields.find((field) => field.id === id);
  expect(of('partitions of orders')).toMatchObject({ value: '40', source: 'typed here', problem: null });
  expect(of('instances')).toMatchObject({ value: '1', problem: 'Not read: it is a whole number from 1 on.' });
  expect(of('budget of RocksDB')).toMatchObject({ value: '', problem: 'Not read: it is a size such as 512MiB, 32MiB at least.' });
  expect(verdict.kind).toBe('exceeds');
});

test('what would make it fit does: the budget, and the instances', async () => {
  const topology = await counting();
  const known = (value: number) => ({ value, source: 'test' });
  const inputs = {
    ...assumedInputs,
    partitions: new Map([['orders', known(40)]]),
    limitBytes: known(2048 * MiB),
    heapBytes: known(1024 * MiB),
  };
  const would = whatWouldFit(topology, inputs);
  const budget = would?.budgetBytes ?? 0;
  const instances = would?.instances ?? 0;
  const fits = (change: object): boolean | null => estimate(topology, { ...inputs, ...change }).memory.fits;
  expect(fits({ rocksdbBudgetBytes: known(budget) })).toBe(true);
  expect(fits({ rocksdbBudgetBytes: known(budget + 2 * MiB) })).toBe(false);
  expect(fits({ instances: known(instances) })).toBe(true);
  expect(fits({ instances: known(instances - 1) })).toBe(false);
  expect(whatWouldFit(topology, { ...inputs, heapBytes: known(1900 * MiB) })).toEqual({ budgetBytes: null, instances: null });
  expect(whatWouldFit(topology, { ...inputs, instances: known(40) })).toBeUndefined();
  expect(estimateView(topology, assumedInputs, limits).advice[0]).toContain(`kslens config-setter --budget ${budget / MiB}MiB`);
});

test('the picture holds each store, and no markup of a name', async () => {
  const view = estimateView(await counting(), assumedInputs, limits);
  const [bar] = view.bars;
  const picture = estimateSvg({ ...view, bars: bar === undefined ? [] : [{ ...bar, name: '<b>&' }] });
  expect(picture).toContain('&lt;b&gt;&amp;');
  expect(picture).not.toContain('<b>');
  expect(estimateSvg(view)).toContain('KSTREAM-AGGREGATE-STATE-STORE-0000000001');
});

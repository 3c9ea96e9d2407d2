/** `topology.optimization`, where the Properties that build() is given are not all known. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TopologyReport } from '../../../src/core/report.js';
import { createTextAnalyser, type TextAnalyser } from '../../support/textAnalyser.js';

let analyser: TextAnalyser;
beforeAll(async () => {
  analyser = await createTextAnalyser();
});
afterAll(() => analyser.dispose());

function topologyOf(parameters: string, properties: string): TopologyReport {
  const code = `import java.io.*; import java.util.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App { Topology make(${parameters}) throws IOException { ${properties} StreamsBuilder b = new StreamsBuilder(); b.table("t", Materialized.as("ts")); return b.build(p); } }`;
  return analyser.analyse({ 'App.java': code }).topologies[0]!;
}

test('Properties that are filled from a file which was not found may set it', () => {
  const { complete, stores, gaps } = topologyOf('String file', 'Properties p = new Properties(); p.load(new FileReader(file));');
  expect(complete).toBe(false);
  expect(stores[0]).toMatchObject({ name: 'ts', changelog: { name: null, alternatives: ['t', '<application.id>-ts-changelog'] } });
  expect(gaps[0]!.reason).toContain('whether topology.optimization is set is not known');
});

test('those that the method is given are taken not to, and that is said', () => {
  const { complete, stores, defaults } = topologyOf('Properties p', '');
  expect(complete).toBe(true);
  expect(stores[0]!.changelog).toMatchObject({ suffix: 'ts-changelog', reusesSourceTopic: false });
  expect(defaults.map(({ reason }) => reason).join()).toContain('topology.optimization is taken not to be set in what build() is given');
});

test('what the program puts there is known', () => {
  const made = 'Properties p = new Properties(); p.put("topology.optimization", "all");';
  expect(topologyOf('', made).stores[0]!.changelog).toMatchObject({ name: 't', reusesSourceTopic: true });
  expect(topologyOf('', 'Properties p = new Properties();')).toMatchObject({ complete: true, defaults: [] });
});

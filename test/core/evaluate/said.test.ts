/** What people say of values that the code does not tell: it counts, and every reason that it could answer says how. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { Analyser } from '../../../src/core/analyser.js';
import type { TopologyReport } from '../../../src/core/report.js';
import { readGrammars, unknownSettings } from '../../support/sourceEvaluator.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

function topologyOf(parameters: string, statements: string, name: string, given: Readonly<Record<string, string>> = {}): TopologyReport {
  const text = `import java.util.*; import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class App { static void build(StreamsBuilder b${parameters}) { ${statements} b.stream("in").groupByKey().count(Materialized.as(${name})); b.table("t").groupBy((k, v) -> null).count(); } }`;
  const sources = {
    files: ['App.java'],
    read: (file: string) => (file === 'App.java' ? { text } : undefined),
    findByClassName: () => [],
    findByParent: () => [],
  };
  const settings = { ...unknownSettings, properties: { ...given }, given };
  return analyser.analyse({ sources, settingsFor: () => settings, includeTests: true }).topologies[0]!;
}

test.each([
  ['a parameter', ', String region', '', 'region + "-store"', 'region'],
  ['an environment variable', '', 'String region = System.getenv("STAGE");', 'region + "-store"', 'STAGE'],
  ['an entry of the environment', '', '', 'System.getenv().get("STAGE") + "-store"', 'STAGE'],
])('%s', (_, parameters, statements, name, key) => {
  const unknown = topologyOf(parameters, statements, name);
  expect(unknown.stores.map((store) => store.name)).toContain(null);
  expect(unknown.gaps.map(({ help }) => help)).toContain(
    `where it is always the same, say it in kslens.json: { "values": { "${key}": "…" } }`,
  );
  const said = topologyOf(parameters, statements, name, { [key]: 'eu' });
  expect(said).toMatchObject({ complete: true, gaps: [] });
  expect(said.stores.map((store) => store.name)).toContain('eu-store');
});

test('a flag decides', () => {
  const statements = 'if (audit) b.stream("audit").groupByKey().count();';
  expect(topologyOf(', boolean audit', statements, '"s"').gaps[0]?.help).toContain('"audit"');
  expect(topologyOf(', boolean audit', statements, '"s"', { audit: 'true' }).stores).toHaveLength(4);
  expect(topologyOf(', boolean audit', statements, '"s"', { audit: 'false' }).stores).toHaveLength(3);
});

test('a cause is told once, with all that hangs on it, what loses most first', () => {
  const { gaps } = topologyOf(', Names names', '', 'names.suppliers()');
  expect(gaps.map(({ reason }) => reason)).toEqual([
    'generated numbers are not known from here on: whether the Materialized given to count() has a name is not known: ' +
      'whether it names a store is not known: the parameter names is given by code that was not read',
  ]);
  expect(gaps[0]!.affects).toEqual([
    '${Materialized}',
    '${Materialized}-changelog',
    'KTABLE-AGGREGATE-STATE-STORE-??????????',
    'KTABLE-AGGREGATE-STATE-STORE-??????????-repartition',
    't-STATE-STORE-??????????',
  ]);
});

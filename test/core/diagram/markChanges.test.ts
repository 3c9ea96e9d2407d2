/** What moved, is new and is gone, in the diagram of the code as it is. */
import { expect, test } from 'vitest';
import type { Diagram, DiagramNode } from '../../../src/core/diagram/diagram.js';
import { markChanges } from '../../../src/core/diagram/markChanges.js';
import { toReportedDiagram } from '../../../src/core/diagram/reportedDiagram.js';
import { layOutDiagram } from '../../../src/core/diagram/layout/layOutDiagram.js';
import { compareNames } from '../../../src/core/names/compareNames.js';
import { toTopologyNames } from '../../../src/core/names/topologyNames.js';
import type { Report, TopologyReport } from '../../../src/core/report.js';
import { createTextAnalyser } from '../../support/textAnalyser.js';

const analyser = await createTextAnalyser();

/** Each call of count() draws a store: `extra` is one before the others. */
function analyse(body: string): { readonly report: Report; readonly topology: TopologyReport } {
  const text = `import org.apache.kafka.streams.*;
class Shop {
  Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    ${body}
    return builder.build();
  }
}`;
  const report = analyser.analyse({ 'Shop.java': text });
  return { report, topology: report.topologies[0]! };
}

function changed(before: string, after: string): Diagram {
  const [old, now] = [analyse(before), analyse(after)];
  const [comparison] = compareNames(toTopologyNames(old.report), toTopologyNames(now.report));
  return markChanges(toReportedDiagram(now.topology), comparison!, 'HEAD');
}

const marked = ({ nodes }: Diagram): string[] =>
  nodes.flatMap(({ change, name }: DiagramNode) => (change === undefined ? [] : [`${change} ${name}`])).sort();

const counted = 'builder.stream("orders").groupByKey().count();';

test('an operator before it moves a store, and what is left behind is said', () => {
  const diagram = changed(counted, `builder.stream("orders").filter((k, v) -> true).groupByKey().count();`);
  expect(marked(diagram)).toEqual(['moved KSTREAM-AGGREGATE-STATE-STORE-0000000002']);
  const store = diagram.nodes.find(({ kind }) => kind === 'store')!;
  expect(store.facts[0]).toEqual({
    term: 'Was',
    text: 'KSTREAM-AGGREGATE-STATE-STORE-0000000001 in HEAD: <application.id>-KSTREAM-AGGREGATE-STATE-STORE-0000000001-changelog is left behind',
  });
});

test('what is new and what is gone', () => {
  const named = (name: string): string =>
    `builder.stream("${name}").groupByKey().count(org.apache.kafka.streams.kstream.Materialized.as("${name}-store"));`;
  const diagram = changed(named('a') + named('b'), named('a') + named('c'));
  expect(marked(diagram)).toEqual(['gone b-store', 'new c-store']);
  expect(diagram.groups.at(-1)).toEqual({ id: 'group gone', title: 'Only in HEAD', kind: 'undetermined' });
  const scene = layOutDiagram(diagram);
  expect(scene.nodes.find(({ change }) => change === 'gone')?.heading.text).toBe('Store, gone');
  expect(scene.nodes.find(({ change }) => change === 'new')?.label).toEqual(['+ c-store']);
});

test('the same code changes nothing', () => {
  expect(marked(changed(counted, counted))).toEqual([]);
});

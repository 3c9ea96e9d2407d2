/** The diagram of the analysis has the nodes and edges of the library's own description, for every recorded program. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Analyser } from '../../../src/core/analyser.js';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { Diagram, DiagramNode } from '../../../src/core/diagram/diagram.js';
import { toDescribedDiagram } from '../../../src/core/diagram/describedDiagram.js';
import { toReportedDiagram } from '../../../src/core/diagram/reportedDiagram.js';
import type { TopologyReport } from '../../../src/core/report.js';
import type { OracleAnswer, OracleNode, OracleTopology } from '../../support/oracleAnswer.js';
import { fileOf, requestFor } from '../../support/oracleRequest.js';
import { readGrammars } from '../../support/sourceEvaluator.js';

const golden = path.join(import.meta.dirname, '../../oracle/golden');
const answers = ['2.8.2', '4.3.0'].flatMap((version) =>
  readdirSync(path.join(golden, version))
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(golden, version, file), 'utf8')) as OracleAnswer)
    .filter((answer): answer is OracleTopology => answer.status === 'ok'),
);

let analyser: Analyser;
beforeAll(async () => void (analyser = await createAnalyser(await readGrammars(), '0.0.0')));
afterAll(() => analyser.dispose());

/** The topology that the oracle saw: an entry may make a second builder and drop it. */
function analyse(answer: OracleTopology): TopologyReport[] {
  const name = answer.case.replace(/@.*/, '');
  const text = readFileSync(path.join(golden, answer.kafka, 'src', fileOf(answer)), 'utf8');
  const { topologies } = analyser.analyse(requestFor(answer, text));
  return topologies.filter(({ entry }) => [`${name}.build`, `${name}.buildTopology`, `${name}.topology`].includes(entry.symbol));
}

/** Without changelogs, which no description names. */
function drawn(diagram: Diagram, keep: (node: DiagramNode) => boolean = () => true): { nodes: string[]; edges: string[] } {
  const kept = new Set(diagram.nodes.filter((node) => node.kind !== 'changelog' && keep(node)).map(({ id }) => id));
  const nodes = diagram.nodes.filter(({ id }) => kept.has(id));
  return {
    nodes: nodes.map(({ kind, name, unnamed, group }) => `${kind} ${name} ${unnamed} ${group}`).sort(),
    edges: diagram.edges
      .filter(({ kind, from, to }) => kind !== 'backup' && kept.has(from) && kept.has(to))
      .map(({ from, to, kind }) => `${from} ${kind} ${to}`)
      .sort(),
  };
}

const described = ({ describe: text }: OracleTopology): Diagram => toDescribedDiagram(text, 't', 't.topology')!;

/** What the library's objects say, apart from its text. */
function recorded({ subtopologies, globalStores }: OracleTopology): { nodes: Set<string>; edges: Set<string> } {
  const made = [...subtopologies.flatMap(({ nodes }) => nodes), ...globalStores.flatMap(({ source, processor }) => [source, processor])];
  const topicsOf = ({ topics, topic, pattern }: OracleNode): string[] => [
    ...(topics ?? []),
    ...[topic, pattern].filter((t) => typeof t === 'string'),
  ];
  return {
    nodes: new Set(
      made.flatMap((node) => [
        `node ${node.name}`,
        ...topicsOf(node).map((t) => `topic ${t}`),
        ...(node.stores ?? []).map((s) => `store ${s}`),
      ]),
    ),
    edges: new Set(
      made.flatMap((node) => [
        ...(node.successors ?? []).map((next) => `node ${node.name} > node ${next}`),
        ...(node.stores ?? []).map((store) => `node ${node.name} > store ${store}`),
        ...topicsOf(node).map((t) => (node.type === 'sink' ? `node ${node.name} > topic ${t}` : `topic ${t} > node ${node.name}`)),
      ]),
    ),
  };
}

const ofGlobalStore =
  (diagram: Diagram) =>
  ({ group }: DiagramNode): boolean =>
    diagram.groups.some(({ id, kind }) => id === group && kind === 'global');

describe.each(answers.map((answer) => [`${answer.case} of ${answer.kafka}`, answer] as const))('%s', (_, answer) => {
  test('is drawn from the description as the library made it', () => {
    const { nodes, edges } = described(answer);
    const ours = { nodes: new Set(nodes.map(({ id }) => id)), edges: new Set(edges.map(({ from, to }) => `${from} > ${to}`)) };
    expect(ours).toEqual(recorded(answer));
  });

  test('is drawn from the source as from the description', () => {
    const ours = analyse(answer).map((topology) => drawn(toReportedDiagram(topology)));
    expect(ours).toContainEqual(drawn(described(answer)));
  });

  test('is drawn alike where the source gives no description, global stores aside', () => {
    const theirs = described(answer);
    const inGlobal = ofGlobalStore(theirs);
    const globalTopics = new Set(
      theirs.edges.filter(({ to }) => theirs.nodes.some((n) => n.id === to && inGlobal(n))).map(({ from }) => from),
    );
    const ours = analyse(answer).map((topology) => {
      const diagram = toReportedDiagram({ ...topology, describe: null });
      return drawn(diagram, ({ group, id }) => group !== 'group rest' && !globalTopics.has(id));
    });
    expect(ours).toContainEqual(drawn(theirs, (node) => !inGlobal(node) && !globalTopics.has(node.id)));
  });

  test('has the changelogs that the library asks for', () => {
    const ours = analyse(answer).map((topology) => {
      const { nodes, edges } = toReportedDiagram(topology);
      const backed = new Set(edges.filter(({ kind }) => kind === 'backup').map(({ to }) => to));
      return nodes
        .filter(({ id }) => backed.has(id))
        .map((node) => `${node.kind === 'topic' ? '' : `${answer.applicationId}-`}${node.name}`);
    });
    expect(ours.map((names) => new Set(names))).toContainEqual(new Set(answer.changelogTopics.map(({ name }) => name)));
  });
});

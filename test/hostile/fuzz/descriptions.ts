/** Saved descriptions: whatever the text holds, it is read, compared, drawn and written as a picture that its format takes. */
import { XMLValidator } from 'fast-xml-parser';
import { parseTopologyText } from '../../../src/core/description/topologyText.js';
import { toDescribedDiagram } from '../../../src/core/diagram/describedDiagram.js';
import { diagramFormats, exportDiagram } from '../../../src/core/diagram/export/diagramFormats.js';
import { layOutDiagram } from '../../../src/core/diagram/layout/layOutDiagram.js';
import { parseDescription } from '../../../src/core/names/describedNames.js';
import { mutate, type Random } from '../../robustness/mutations.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick } from './randomBytes.js';

const honest = `Topologies:
   Sub-topology: 0
    Source: KSTREAM-SOURCE-0000000000 (topics: [a, b])
      --> KSTREAM-AGGREGATE-0000000002
    Processor: KSTREAM-AGGREGATE-0000000002 (stores: [KSTREAM-AGGREGATE-STATE-STORE-0000000001])
      --> KTABLE-TOSTREAM-0000000003
      <-- KSTREAM-SOURCE-0000000000
    Sink: s (topic: x-repartition)
      <-- KSTREAM-AGGREGATE-0000000002

   Sub-topology: 1 for global store (will not generate tasks)
    Source: q (topics: x-.*)
      --> none
   Sub-topology: 2
    Source: r (topics: [x-repartition])
      --> e
    Sink: e (extractor class: com.example.E@1f)
      <-- r
`;
const names = [
  'a',
  'b',
  'KSTREAM-SOURCE-0000000000',
  '"',
  "'",
  '<b>&amp;',
  '\\',
  '\u001b[31m',
  '\u202e',
  '\ud800',
  '\0',
  '--',
  ']]>',
  'a, b',
  '(',
  ')',
  'é',
  '',
  '__proto__',
  '%%{init}',
  'x-repartition',
  ' ',
];

function madeUp(random: Random): string {
  const name = (): string => pick(random, names);
  const line = (): string =>
    pick(random, [
      () =>
        `   Sub-topology: ${pick(random, ['0', '1', '99999999999999999999', '-1'])}${pick(random, ['', ' for global store (will not generate tasks)'])}`,
      () => `    Source: ${name()} (topics: ${pick(random, [`[${name()}, ${name()}]`, name()])})`,
      () => `    Processor: ${name()} (stores: [${name()}])`,
      () => `    Sink: ${name()} (topic: ${name()})`,
      () => `      --> ${name()}, ${name()}`,
      () => `      <-- ${name()}`,
    ])();
  return `Topologies:\n${Array.from({ length: below(random, 20) }, line).join('\n')}`;
}

export const descriptions: FuzzTarget = {
  name: 'descriptions',
  prepare: () => (random) => {
    const text = random() < 0.5 ? mutate(honest, random) : madeUp(random);
    // A layout takes a hundred times as long as all else.
    const isLaidOut = random() < 0.1;
    return { input: JSON.stringify(text), run: () => isDrawn(text, isLaidOut) };
  },
};

function isDrawn(text: string, isLaidOut: boolean): void {
  const subtopologies = parseTopologyText(text);
  const diagram = toDescribedDiagram(text, 'title', 'file');
  const named = parseDescription(text, 'id');
  if ((subtopologies === undefined) !== (diagram === undefined) || (diagram === undefined) !== (named === undefined))
    throw new Error('one takes it for a description, and another does not');
  if (subtopologies === undefined || diagram === undefined) return;
  const lines = text.split(/\r?\n/);
  for (const { id, nodes } of subtopologies) {
    if (!Number.isSafeInteger(id)) throw new Error(`a sub-topology is called ${id}`);
    for (const { name, line, column } of nodes)
      if (!lines[line - 1]?.startsWith(name, column - 1)) throw new Error(`${name} is not at ${line}:${column}`);
  }
  const ids = new Set(diagram.nodes.map((node) => node.id));
  if (ids.size !== diagram.nodes.length) throw new Error('two nodes have one id');
  for (const { from, to } of diagram.edges) if (!ids.has(from)) throw new Error(`an edge from ${from} to ${to} comes from nowhere`);
  const scene = isLaidOut ? layOutDiagram(diagram) : { nodes: [] };
  for (const { name, x, y, width, height } of scene.nodes)
    if (![x, y, width, height].every(Number.isFinite)) throw new Error(`${name} is nowhere`);
  for (const format of diagramFormats) {
    if (format === 'svg' && !isLaidOut) continue;
    const written = exportDiagram(diagram, format);
    const valid = format === 'svg' ? XMLValidator.validate(written) : true;
    if (valid !== true) throw new Error(`${valid.err.msg} in ${written}`);
    if (/\p{Cc}/u.test(written.replaceAll(/[\t\n\r]/g, ''))) throw new Error(`control characters in ${format}: ${written}`);
  }
}

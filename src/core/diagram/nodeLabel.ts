/** What a node is called where there is no room for its name: its operator and its line for a generated name, else the name. */
import type { DiagramNode, NodeChange } from './diagram.js';
import { plainText } from './plainText.js';

/** The parts of a generated name: InternalStreamsBuilder#newProcessorName writes the number with ten digits. */
const generated = /^(.+?)-(\d{10})(?:-.*)?$/;
/** What says nothing beside the operator. */
const library = /^(?:COGROUP)?(?:KSTREAM|KTABLE)-|-STATE-STORE$/g;

/** So that colour is never all that tells it. */
const changeSigns: Readonly<Record<NodeChange, string>> = { new: '+ ', moved: '→ ', taken: '! ', gone: '− ' };

/** The parts in order of their worth: the last give way first. */
export function nodeLabel(node: Pick<DiagramNode, 'name' | 'location' | 'kind' | 'change'>): readonly string[] {
  const [first = '', ...others] = partsOf(node);
  return [`${node.change === undefined ? '' : changeSigns[node.change]}${plainText(first)}`, ...others.map(plainText)];
}

function partsOf({ name, location, kind }: Pick<DiagramNode, 'name' | 'location' | 'kind'>): readonly string[] {
  if (kind === 'subtopology') return name.split(': ');
  const found = generated.exec(name);
  if (found === null) return [name];
  const [, words = '', number = ''] = found;
  const operator = words.replaceAll(library, '').toLowerCase();
  return [operator, location === null ? String(Number(number)) : `line ${location.line}`];
}

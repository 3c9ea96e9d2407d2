/** What a node is called where there is no room for its name: its operator and its line for a generated name, else the name. */
import type { DiagramNode } from './diagram.js';
import { plainText } from './plainText.js';

/** The parts of a generated name: InternalStreamsBuilder#newProcessorName writes the number with ten digits. */
const generated = /^(.+?)-(\d{10})(?:-.*)?$/;
/** What says nothing beside the operator. */
const library = /^(?:COGROUP)?(?:KSTREAM|KTABLE)-|-STATE-STORE$/g;

/** The parts in order of their worth: the last give way first. */
export function shortLabel({ name, location, kind }: Pick<DiagramNode, 'name' | 'location' | 'kind'>): readonly string[] {
  if (kind === 'subtopology') return name.split(': ');
  const found = generated.exec(name);
  if (found === null) return [plainText(name)];
  const [, words = '', number = ''] = found;
  const operator = words.replaceAll(library, '').toLowerCase();
  return [plainText(operator), location === null ? String(Number(number)) : `line ${location.line}`];
}

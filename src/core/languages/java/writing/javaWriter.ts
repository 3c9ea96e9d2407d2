/** How Java writes what a fix adds. */
import type { Writer } from '../../../writing/writer.js';
import { insertArguments } from './argumentList.js';
import { createImports } from './imports.js';
import { changing, materializing } from './inferringFunctions.js';
import { serdeType, toJava } from './serdeTypes.js';

const text = (value: string): string => `"${value.replaceAll(/["\\]/g, (c) => `\\${c}`)}"`;

export const javaWriter: Writer = {
  text,
  ignoring: (first, second) => `(${first}, ${second}) -> { }`,
  statement: (expression) => `${expression};`,
  concatenation: (written, literal) => `${written} + ${text(literal)}`,
  factory: (owner, method, types, args) => `${owner}.${types.length === 0 ? '' : `<${types.join(', ')}>`}${method}(${args.join(', ')})`,
  type: toJava,
  serdeType: (site, serde) => serdeType(site, serde),
  materializing,
  changing,
  imports: createImports,
  insertArguments,
};

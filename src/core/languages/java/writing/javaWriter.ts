/** How Java writes what a fix adds. */
import type { Writer } from '../../../writing/writer.js';
import { insertArguments } from './argumentList.js';
import { createImports } from './imports.js';
import { serdeType, toJava } from './serdeTypes.js';

export const javaWriter: Writer = {
  text: (value) => `"${value.replaceAll(/["\\]/g, (c) => `\\${c}`)}"`,
  factory: (owner, method, types, args) => `${owner}.${types.length === 0 ? '' : `<${types.join(', ')}>`}${method}(${args.join(', ')})`,
  type: toJava,
  serdeType: (site, serde) => serdeType(site, serde),
  imports: createImports,
  insertArguments,
};

import { isInstance } from './instances.js';
import type { Value } from './values.js';

/** Identity of a value for keys of unknowns derived from it. */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return value.key;
    case 'text':
      return JSON.stringify(value.text);
    case 'number':
      return value.type === 'int' ? String(value.value) : `${value.value}${value.type}`;
    case 'boolean':
      return String(value.value);
    case 'null':
    case 'void':
      return value.kind;
    case 'class':
      return value.name;
    case 'map':
      return value.key ?? 'map';
    case 'object':
      return isInstance(value) ? `${value.info.qualifiedName}#${value.identity}` : 'object';
    case 'function':
      return `function:${value.site.file}:${value.site.start}`;
    default:
      return value.kind;
  }
}

import { isInstance } from './instances.js';
import type { Value } from '../values/values.js';

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
    case 'serde':
      return value.name;
    case 'duration':
      return `${value.milliseconds}ms`;
    case 'list':
      return value.given ?? 'list';
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

/** Whether the key tells this value from others, now and later: what can change, and has no identity here, has none. */
export function isKeyed(value: Value): boolean {
  switch (value.kind) {
    case 'list':
    case 'pair':
    case 'optional':
    case 'dsl':
    case 'native':
    case 'throwable':
    case 'function':
      return false;
    case 'map':
      return value.key !== undefined;
    default:
      return true;
  }
}

/** Short texts for people: how an expression reads in a message or a pattern. */
import type { Expression } from './form.js';

export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** A few words for an expression; never longer than 60 characters, no line breaks. */
export function labelOf(e: Expression): string {
  const text = write(e, 4);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function write(e: Expression, depth: number): string {
  if (depth === 0) return '...';
  switch (e.kind) {
    case 'text':
      return JSON.stringify(e.value.length > 30 ? `${e.value.slice(0, 27)}...` : e.value);
    case 'char':
      return `'${e.value}'`;
    case 'number':
      return String(e.value);
    case 'boolean':
      return String(e.value);
    case 'name':
      return e.name;
    case 'select':
      return `${write(e.target, depth - 1)}.${e.name}`;
    case 'call':
      return `${e.target === undefined ? '' : `${write(e.target, depth - 1)}.`}${e.name}(${e.args.map((arg) => write(arg, depth - 2 < 0 ? 0 : depth - 2)).join(', ')})`;
    case 'new':
      return `new ${e.type.name}(...)`;
    case 'index':
      return `${write(e.target, depth - 1)}[${write(e.index, depth - 1)}]`;
    case 'binary':
      return `${write(e.left, depth - 1)} ${e.operator} ${write(e.right, depth - 1)}`;
    case 'unary':
      return e.prefix ? e.operator + write(e.operand, depth - 1) : write(e.operand, depth - 1) + e.operator;
    case 'this':
    case 'super':
    case 'null':
      return e.kind;
    default:
      return '...';
  }
}

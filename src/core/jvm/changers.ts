/** Which methods and constructors may change what the object in a field holds, told by names: at least all that do. */
import type { ClassDeclaration, Expression, MethodDeclaration } from '../form/form.js';
import { outermost } from './classesAround.js';
import type { Program } from './program.js';

export function createChangers(): Pick<Program, 'changers'> {
  const methods = new WeakMap<ClassDeclaration, ReadonlyMap<string, readonly MethodDeclaration[]>>();
  return {
    changers(owner, field) {
      const { declaration } = outermost(owner);
      let known = methods.get(declaration);
      if (known === undefined) methods.set(declaration, (known = methodsThatChange(declaration)));
      return known.get(field.name) ?? [];
    },
  };
}

/** Of a class and all inside it: by the name of what is changed. */
function methodsThatChange(declaration: ClassDeclaration): ReadonlyMap<string, readonly MethodDeclaration[]> {
  const found = new Map<string, MethodDeclaration[]>();
  const visit = (one: ClassDeclaration): void => {
    for (const method of [...one.methods, ...one.constructors]) {
      const names = new Set<string>();
      collect(method.body, 'used', names);
      for (const { name } of method.params) names.delete(name);
      for (const name of names) found.set(name, [...(found.get(name) ?? []), method]);
    }
    one.classes.forEach(visit);
  };
  visit(declaration);
  return found;
}

/** Calls that only ask: what they are called on is as before. */
const asks =
  /^(?:get(?!And|OrCreate)\w*|is[A-Z]\w*|has[A-Z]\w*|contains\w*|size|length|stream|forEach|iterator|keySet|values|entrySet|toString|equals|hashCode|indexOf|lastIndexOf|toArray|name|ordinal|intValue|longValue|booleanValue|orElse\w*)$/;
const logger = /^log(?:ger)?$/i;

type Node = Readonly<Record<string, unknown>>;

/** `read`: what stands here is only looked at. `used`: it is given away. `changed`: what it holds may be changed. */
type Context = 'read' | 'used' | 'changed';

function collect(node: unknown, context: Context, names: Set<string>): void {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const item of node) collect(item, context, names);
    return;
  }
  const record = node as Node;
  const again = (part: unknown, how: Context): void => collect(part, how, names);
  switch (record['kind']) {
    case 'name':
      if (context !== 'read') names.add(record['name'] as string);
      return;
    case 'select':
      if (context !== 'read') names.add(record['name'] as string);
      again(record['target'], context === 'changed' ? 'changed' : 'read');
      return;
    case 'call': {
      const onlyAsks = asks.test(record['name'] as string) || isStreamed(record['target']);
      again(record['target'], onlyAsks && context !== 'changed' ? 'read' : 'changed');
      again(record['args'], isLogger(record['target']) ? 'read' : 'used');
      return;
    }
    case 'index':
      again(record['target'], 'read');
      again(record['index'], 'used');
      return;
    case 'binary':
      again([record['left'], record['right']], 'read');
      return;
    case 'instanceof':
      again(record['value'], 'read');
      return;
    case 'forEach':
      again(record['values'], 'read');
      again(record['body'], 'used');
      return;
    case 'assign':
      changedBy(record['target'] as Expression, names);
      again(record['value'], 'used');
      return;
    case 'unary':
      if (record['operator'] === '++' || record['operator'] === '--') changedBy(record['operand'] as Expression, names);
      else again(record['operand'], 'read');
      return;
    default:
      for (const key in record) if (key !== 'span' && key !== 'nameSpan') again(record[key], 'used');
  }
}

/** What has the field or the element that is assigned. */
function changedBy(target: Expression, names: Set<string>): void {
  if (target.kind === 'index' || (target.kind === 'select' && target.target.kind !== 'this')) collect(target.target, 'changed', names);
}

/** What comes of a stream is another object. */
function isStreamed(target: unknown): boolean {
  for (let node = target as Node | undefined; node?.['kind'] === 'call'; node = node['target'] as Node | undefined)
    if (node['name'] === 'stream') return true;
  return false;
}

function isLogger(target: unknown): boolean {
  const { kind, name } = (target ?? {}) as Node;
  return kind === 'name' && logger.test(name as string);
}

/** A name for a store or topic, from what the code around it says. */
import { withoutEnd } from '../../base/withoutEnd.js';
import type { Expression } from '../form/form.js';
import { methodsNamed } from '../operators/operators.js';
import type { CallSite } from '../writing/callSite.js';
import { simpleName } from '../writing/configObjects.js';
import type { Target } from './targets.js';

/** Variables that say what they are made of, not what they are for. */
const sayNothing =
  /^(?:k?streams?|k?tables?|source|input|output|result|topology|\w*builder|left|right|joined|grouped|aggregated|counts?|tmp|ret|\w{1,2})\d*$|^(?:build|create|make|get|configure|init|process|run|main|define|setup|start|add|do|handle)/i;

/**
 * Letters, digits, dots and hyphens, at most 80 characters, and none of `taken`, which takes it in. A variable's name where it says something,
 * else the source topics and the operation.
 */
export function proposeName(target: Target, site: CallSite | undefined, taken: Set<string>): string {
  const base = toName(baseOf(target, site));
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}`;
  taken.add(name);
  return name;
}

function baseOf(target: Target, site: CallSite | undefined): string {
  const operation = wordFor(target.operator);
  const variable = site?.assignedTo;
  const takes = variable !== undefined && (variable.whole || simpleName(variable.type) === 'KTable');
  if (takes && !sayNothing.test(variable.name)) return variable.name;
  const root = site === undefined ? undefined : rootOf(site.call);
  if (root !== undefined && !sayNothing.test(root)) {
    const [other] = site?.call.args ?? [];
    const joined = operation === 'join' && other?.kind === 'name' && !sayNothing.test(other.name) ? `${other.name}-` : '';
    return `${root}-${joined}${operation}`;
  }
  const topics = [
    ...target.stores.flatMap((one) => one.changelog?.partitionsFrom ?? []),
    ...target.repartitions.flatMap((one) => one.partitionsFrom),
  ];
  const sources = [...new Set(topics)].filter((topic) => !/\d{10}|\?{10}|\$\{|-repartition$/.test(topic)).slice(0, 2);
  if (sources.length > 0) return `${sources.join('-')}-${operation}`;
  const method = site?.method?.name;
  return method === undefined || sayNothing.test(method)
    ? `${target.topology.entry.symbol.split('.').at(-2) ?? 'topology'}-${operation}`
    : `${method}-${operation}`;
}

function wordFor(operator: string): string {
  return methodsNamed(operator).find(({ says }) => says !== undefined)?.says ?? operator;
}

/** The variable that a chain begins with. */
function rootOf(call: Expression): string | undefined {
  let current: Expression | undefined = call;
  while (current?.kind === 'call') current = current.target;
  return current?.kind === 'name' ? current.name : undefined;
}

/** `ordersByCustomer` → `orders-by-customer` */
function toName(text: string): string {
  const name = text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replace(/^[-.]+/, '');
  return withoutEnd(name, (character) => character === '-' || character === '.').slice(0, 80) || 'store';
}

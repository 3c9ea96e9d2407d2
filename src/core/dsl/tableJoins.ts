/** Joins of two tables by the same key; with an extractor, by a foreign key. Source: KTableImpl.doJoin. */
import { processorDraw, settingsOf, storePrefix, type DslMethod, type Operator } from '../operators/operator.js';
import { operatorWith } from '../operators/operators.js';
import type { Value } from '../values/values.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import { drawProcessor } from './drawing.js';
import { readValues, requireOldValues } from './forcing.js';
import { joinByForeignKey } from './foreignKeyJoin.js';
import { GraphNode } from './graphNode.js';
import type { KTable } from './handles.js';
import { isVersioned, materialize, toKeyValueStore, type Materialization } from './materialization.js';
import { asTable } from './streamOperators.js';

export function joinTables(context: DslContext, table: KTable, call: DslCall, method: DslMethod): Value {
  const other = asTable(call.args[0]);
  const operator = operatorOf(call, method);
  if (other === undefined || operator === undefined) {
    const { graph } = table.holder;
    graph.lose(
      other === undefined
        ? `the table that ${call.method}() joins with is not known`
        : `which form of ${call.method}() is called cannot be told`,
      call.site,
    );
    const name = graph.draw(processorDraw(operatorWith(method, undefined)).prefix);
    const node = graph.add(table.node, new GraphNode(name, (topology, parents) => topology.addProcessor(name, parents, call.site)));
    return toValue({ ...table, name, node, origin: { kind: 'unknown' }, queryableName: null });
  }
  return (operator.with === undefined ? joinByKey : joinByForeignKey)(context, table, other, call, operator);
}

/** Which overload is called: after the table come a joiner, or an extractor of the foreign key and a joiner; then settings. undefined: it cannot be told. */
function operatorOf({ args }: DslCall, method: DslMethod): Operator | undefined {
  const byKey = operatorWith(method, undefined);
  const byForeignKey = method.operators.find((one) => one.with === 'foreign key');
  const mayBeFunction = (value: Value): boolean => mayBeFunctionOf(method, value);
  const [, first, second] = args;
  if (first === undefined || !mayBeFunction(first)) return undefined;
  if (byForeignKey === undefined || second === undefined || !mayBeFunction(second)) return byKey;
  if (args.slice(3).some(({ kind }) => kind === 'function')) return undefined;
  if (second.kind !== 'unknown' || second.type !== undefined) return byForeignKey;
  // The second is a joiner or settings: the first, or how many there are, tells which.
  if (byKey.overloads.every(({ parameters }) => args.length > parameters.length)) return byForeignKey;
  if (first.kind !== 'unknown' || first.type === undefined) return undefined;
  return first.type.name.startsWith('ValueJoiner') ? byKey : byForeignKey;
}

function mayBeFunctionOf({ operators }: DslMethod, value: Value): boolean {
  if (value.kind === 'dsl' || value.kind === 'text' || value.kind === 'null') return false;
  if (value.kind !== 'unknown' || value.type === undefined) return true;
  const { name } = value.type;
  return !operators.flatMap(settingsOf).some((type) => type === name);
}

function joinByKey(context: DslContext, table: KTable, other: KTable, call: DslCall, operator: Operator): Value {
  const graph = context.join([table.holder, other.holder], call.site);
  const given = readGiven(context, call, operator);
  const settings = given.get('Materialized');
  if (given.ambiguous) graph.lose(`whether ${call.method}() is given a Materialized is not known`, call.site);
  // Any Materialized, named or not, makes a store.
  const m: Materialization | undefined =
    settings === undefined
      ? undefined
      : materialize(context, graph, settings, storePrefix(operator), { keySerde: table.keySerde, valueSerde: null }, call);
  const named = nameOf(context, given.get('Named'), call);
  const name = drawProcessor(graph, processorDraw(operator), named);
  const sources = graph.copartition([table.sources, other.sources]);
  if (operator.unmatched !== undefined) requireOldValues(table, graph.version);
  if (operator.unmatched === 'both') requireOldValues(other, graph.version);
  const thisName = drawProcessor(graph, processorDraw(operator, 1), named);
  const otherName = drawProcessor(graph, processorDraw(operator, 2), named);
  const thisStores = readValues(table);
  const otherStores = readValues(other);
  const spec = m === undefined ? undefined : toKeyValueStore(graph, m, call);
  const node = new GraphNode(
    name,
    (topology) => {
      topology.addProcessor(thisName, [table.name], call.site);
      topology.addProcessor(otherName, [other.name], call.site);
      topology.addProcessor(name, [thisName, otherName], call.site);
      if (spec !== undefined) topology.addStateStore(spec, [name]);
      // Only a table of unknown origin has none.
      if (otherStores.length > 0) topology.connectProcessorAndStateStores(thisName, otherStores);
      if (thisStores.length > 0) topology.connectProcessorAndStateStores(otherName, thisStores);
    },
    { outputVersioned: isVersioned(settings) },
  );
  // Up to 3.4 both are given as a set: joined with itself a table counts once. Seen only in the number of an error's message.
  const parents = graph.version.since('3.5') ? [table.node, other.node] : [...new Set([table.node, other.node])];
  graph.add(parents, node);
  return toValue({
    type: 'KTable',
    holder: table.holder,
    name,
    node,
    sources,
    origin: { kind: 'joined', parents: [table, other], store: m?.store },
    keySerde: m?.keySerde ?? table.keySerde,
    valueSerde: m?.valueSerde ?? null,
    queryableName: m?.store ?? null,
  });
}

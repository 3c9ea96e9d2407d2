/** split(): branches named by position or by Branched, each of which draws an index that never shows. Source: BranchedKStreamImpl. */
import { isExact } from '../values/holes.js';
import { mapOfTexts } from '../values/maps.js';
import type { MapValue, Value } from '../values/values.js';
import { processorDraw, processorDraws, type DslMethod, type Operator } from '../operators/operator.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext, type Handlers } from './context.js';
import { drawProcessor } from './drawing.js';
import type { BranchedKStream, KStream } from './handles.js';
import { processorNode, toStream } from './streamOperators.js';

export function split(context: DslContext, stream: KStream, call: DslCall, { operators: [operator] }: DslMethod): Value {
  const { graph } = stream.holder;
  const named = nameOf(context, readGiven(context, call, operator).get('Named'), call);
  const splitterName = drawProcessor(graph, processorDraw(operator), named);
  const node = graph.add(stream.node, processorNode(splitterName, call));
  return toValue({
    type: 'BranchedKStream',
    source: stream,
    splitterName,
    autoNamed: named === undefined,
    node,
    branches: 0,
    outputs: new Map(),
  });
}

export const branchMethods: Handlers<'BranchedKStream', BranchedKStream> = {
  branch(context, branched, call, { operators: [operator] }) {
    branched.branches++;
    addBranch(context, branched, operator, String(branched.branches), call);
    return toValue(branched);
  },
  defaultBranch(context, branched, call, { operators: [operator] }) {
    addBranch(context, branched, operator, '0', call);
    return toMap(branched);
  },
  noDefaultBranch: (_context, branched) => toMap(branched),
};

function addBranch(context: DslContext, branched: BranchedKStream, operator: Operator, position: string, call: DslCall): void {
  const { source, splitterName } = branched;
  const { graph } = source.holder;
  const given = readGiven(context, call, operator).get('Branched');
  const name = splitterName + (nameOf(context, given, call) ?? position);
  for (const draw of processorDraws(operator)) drawProcessor(graph, draw, undefined);
  const node = graph.add(branched.node, processorNode(name, call));
  const stream = toValue(toStream(source, name, node, { autoNamed: branched.autoNamed }));
  if (given?.opaque !== undefined) {
    graph.lose(`what the Branched given to ${call.method}() does with its stream is not known: ${given.opaque}`, call.site);
    return;
  }
  if (given?.function !== undefined) {
    const result = run(context, given.function, 'apply', stream, branched, call);
    if (result.kind !== 'null') branched.outputs.set(name, result);
  } else if (given?.consumer !== undefined) {
    run(context, given.consumer, 'accept', stream, branched, call);
  } else {
    branched.outputs.set(name, stream);
  }
}

function run(context: DslContext, target: Value, method: string, stream: Value, branched: BranchedKStream, call: DslCall): Value {
  const callable = target.kind === 'function' || target.kind === 'object' ? target : undefined;
  const result =
    callable === undefined
      ? undefined
      : context.host.invoke(callable, callable.kind === 'object' ? method : undefined, [stream], call.site);
  if (result !== undefined) return result;
  const reason = `the function given to ${call.method}() cannot be followed`;
  branched.source.holder.graph.lose(reason, call.site);
  return {
    kind: 'unknown',
    reason,
    site: call.site,
    key: context.hole(call, call.method, reason, call.site),
    label: 'branch',
    type: { name: 'KStream', args: [], dimensions: 0 },
  };
}

function toMap(branched: BranchedKStream): MapValue {
  // With a name that is not known, another key may be the same branch.
  return mapOfTexts(branched.outputs, { open: ![...branched.outputs.keys()].every(isExact) }, 'HashMap');
}

/** split(): branches named by position or by Branched, each of which draws an index that never shows. Source: BranchedKStreamImpl. */
import { isExact } from '../values/holes.js';
import { mapOfTexts } from '../values/maps.js';
import type { MapValue, Value } from '../values/values.js';
import type { DslCall } from './api.js';
import { nameOf, readGiven } from './arguments.js';
import { toValue, type DslContext } from './context.js';
import type { BranchedKStream, KStream } from './handles.js';
import { checkAvailable } from './operators.js';
import type { Branched } from './settings.js';
import { processorNode, toStream } from './streamOperators.js';

export function split(context: DslContext, stream: KStream, call: DslCall): Value {
  const { graph } = stream.holder;
  checkAvailable(graph, 'KStream', call);
  const named = nameOf(context, readGiven(context, call, 0, ['Named']).get('Named'), call);
  const splitterName = graph.drawUnlessNamed('KSTREAM-BRANCH-', named);
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

export const branchMethods: Readonly<Record<string, (context: DslContext, branched: BranchedKStream, call: DslCall) => Value>> = {
  branch(context, branched, call) {
    branched.branches++;
    addBranch(context, branched, readGiven(context, call, 1, ['Branched']).get('Branched'), String(branched.branches), call);
    return toValue(branched);
  },
  defaultBranch(context, branched, call) {
    addBranch(context, branched, readGiven(context, call, 0, ['Branched']).get('Branched'), '0', call);
    return toMap(branched);
  },
  noDefaultBranch: (_context, branched) => toMap(branched),
};

function addBranch(context: DslContext, branched: BranchedKStream, given: Branched | undefined, position: string, call: DslCall): void {
  const { source, splitterName } = branched;
  const { graph } = source.holder;
  const named = nameOf(context, given, call);
  const name = splitterName + (named ?? position);
  graph.draw('');
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

/** Static methods of Stream, IntStream, LongStream and DoubleStream. */
import { array } from '../arrayValues.js';
import { toType } from '../../values/numbers.js';
import type { FlowState, Value } from '../../values/values.js';
import { kept, type LibraryCall, type Methods } from './call.js';
import { converted, createFlow, rangeOf, toValue } from './pipelines.js';
import { openList, variable } from './variable.js';

type Statics = Methods<undefined>;

export const streamStatics: Statics = {
  of(call) {
    const items = variable(call, call.args);
    return createFlow(items === undefined ? openList(call, call.args[0]) : { ...array(items.map(kept)), type: 'ArrayList' }, 'object');
  },
  ofNullable: (call) =>
    call.args[0] === undefined
      ? undefined
      : createFlow({ ...array(call.args[0].kind === 'null' ? [] : [kept(call.args[0])]), type: 'ArrayList' }, 'object'),
  empty: () => createFlow(array([]), 'object'),
  iterate: (call) => iterate(call, 'object'),
  generate: ({ args: [supplier] }) =>
    supplier === undefined ? undefined : toValue({ source: { kind: 'generate', supplier }, steps: [], of: 'object' }),
  concat({ args: [first, second] }) {
    if (first?.kind !== 'native' || first.type !== 'flow' || second?.kind !== 'native' || second.type !== 'flow') return undefined;
    return toValue({ source: { kind: 'concat', first: first.state, second: second.state }, steps: [], of: first.state.of });
  },
};

function iterate({ args: [start, second, third] }: LibraryCall, of: FlowState['of']): Value | undefined {
  const next = third ?? second;
  if (start === undefined || next === undefined) return undefined;
  return toValue({
    source: { kind: 'iterate', start: converted(start, of), test: third === undefined ? undefined : second, next },
    steps: [],
    of,
  });
}

export function primitiveStreams(of: 'int' | 'long' | 'double'): Statics {
  return {
    ...(of === 'double' ? {} : { range: (call) => rangeOf(call, of, false), rangeClosed: (call) => rangeOf(call, of, true) }),
    of(call) {
      const [only] = call.args;
      const items = only?.kind === 'list' && !only.open ? only.items : call.args;
      return createFlow(array(items.map((item) => (item.kind === 'number' ? toType(item, of) : item))), of);
    },
    empty: () => createFlow(array([]), of),
    iterate: (call) => iterate(call, of),
    generate: ({ args: [supplier] }) =>
      supplier === undefined ? undefined : toValue({ source: { kind: 'generate', supplier }, steps: [], of }),
    concat: streamStatics['concat']!,
  };
}

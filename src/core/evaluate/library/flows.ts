/** java.util.stream: a pipeline runs element by element when its terminal operation is called, which decides the order of DSL calls. */
import type { Site } from '../../../base/text.js';
import { longValue } from '../numbers.js';
import type { Run } from '../run.js';
import type { ListValue, Value } from '../values.js';
import { joined } from './texts.js';

interface Step {
  readonly operation: 'map' | 'filter' | 'peek' | 'flatMap';
  readonly argument: Value;
}

interface Flow {
  readonly source: ListValue;
  readonly steps: readonly Step[];
}

export function createFlow(source: ListValue): Value {
  return { kind: 'native', type: 'flow', state: { source, steps: [] } satisfies Flow };
}

export function callFlow(
  run: Run,
  target: Extract<Value, { kind: 'native' }>,
  method: string,
  args: readonly Value[],
  site: Site,
): Value | undefined {
  const flow = target.state as Flow;
  const [first, second] = args;
  switch (method) {
    case 'map':
    case 'mapToObj':
    case 'filter':
    case 'peek':
    case 'flatMap': {
      if (first === undefined) return undefined;
      const operation = method === 'mapToObj' ? 'map' : method;
      return {
        kind: 'native',
        type: 'flow',
        state: { source: flow.source, steps: [...flow.steps, { operation, argument: first }] } satisfies Flow,
      };
    }
    case 'boxed':
    case 'sequential':
    case 'distinct':
      return method === 'distinct' ? undefined : target;
    case 'forEach':
    case 'forEachOrdered': {
      if (first === undefined) return undefined;
      drain(run, flow, site, (item) => void run.invoke(first, undefined, [item], site));
      return { kind: 'void' };
    }
    case 'toList':
    case 'toArray':
      return gather(run, flow, site);
    case 'collect':
      return collect(run, flow, first, site);
    case 'reduce': {
      const fold = args.length === 1 ? first : second;
      if (fold === undefined) return undefined;
      const items = gather(run, flow, site, args.length === 1 ? undefined : first, fold);
      return items;
    }
    case 'findFirst':
    case 'findAny': {
      const items = gather(run, flow, site);
      return items.kind === 'list' && !items.open ? { kind: 'optional', value: items.items[0] } : undefined;
    }
    case 'count': {
      const items = gather(run, flow, site);
      return items.kind === 'list' && !items.open ? longValue(items.items.length) : undefined;
    }
    default:
      return undefined;
  }
}

/** Pushes every element through the steps, one after the other; an open source is a loop of unknown length. */
function drain(run: Run, flow: Flow, site: Site, accept: (item: Value) => void): boolean {
  const push = (item: Value, from: number): void => {
    run.spend(site);
    let value = item;
    for (let i = from; i < flow.steps.length; i++) {
      const step = flow.steps[i]!;
      const result =
        run.invoke(step.argument, undefined, [value], site) ??
        run.unknown('a function that cannot be followed', site, { label: 'element' });
      if (step.operation === 'map') value = result;
      else if (step.operation === 'filter') {
        if (!run.decide(result, site)) return;
      } else if (step.operation === 'flatMap') {
        const inner = result.kind === 'native' && result.type === 'flow' ? (result.state as Flow) : undefined;
        if (inner === undefined) value = run.unknown('a stream that cannot be followed', site, { label: 'element' });
        else {
          drain(run, inner, site, (each) => push(each, i + 1));
          return;
        }
      }
    }
    accept(value);
  };
  if (flow.source.open) {
    run.unknownRounds(site, 'what this stream goes over is not known', () => {
      push(run.unknown('one of a collection that is not known', site, { label: 'element' }), 0);
      return { kind: 'normal' };
    });
    return false;
  }
  run.spend(site, flow.source.items.length);
  for (const item of [...flow.source.items]) push(item, 0);
  return true;
}

/** All elements as a list, or folded: a fold runs as the elements arrive. */
function gather(run: Run, flow: Flow, site: Site, start?: Value, fold?: Value): Value {
  const items: Value[] = [];
  let accumulated = start;
  const complete = drain(run, flow, site, (item) => {
    if (fold === undefined) items.push(item);
    else if (accumulated === undefined) accumulated = item;
    else accumulated = run.invoke(fold, undefined, [accumulated, item], site) ?? run.unknown('a function that cannot be followed', site);
  });
  if (fold === undefined) return { kind: 'list', items, open: !complete };
  const result = complete ? accumulated : run.unknown('folded over what is not known', site);
  if (start !== undefined) return result ?? start;
  return { kind: 'optional', value: result };
}

function collect(run: Run, flow: Flow, collector: Value | undefined, site: Site): Value | undefined {
  const items = gather(run, flow, site);
  if (items.kind !== 'list' || collector?.kind !== 'native' || collector.type !== 'collector') return undefined;
  const { name, args } = collector.state as { name: string; args: readonly Value[] };
  if (/^to(?:Unmodifiable)?(?:List|Set)$/.test(name) || name === 'toCollection') return items;
  if (name === 'joining' && !items.open) {
    const [separator, prefix, suffix] = args.map((arg) => run.toText(arg));
    return joined(run, items.items, [separator ?? '', prefix ?? '', suffix ?? ''], site);
  }
  if (/^to(?:Unmodifiable)?Map$/.test(name) && args[0] !== undefined && args[1] !== undefined) {
    const entries = new Map<string, Value>();
    for (const item of items.items) {
      const key = run.invoke(args[0], undefined, [item], site);
      const value = run.invoke(args[1], undefined, [item], site);
      if (key === undefined || value === undefined) return undefined;
      entries.set(run.toText(key), value);
    }
    return { kind: 'map', entries, open: items.open };
  }
  return undefined;
}

/** What the evaluator knows of the JDK: texts, numbers, durations, collections, streams, configuration. `undefined`: not known. */
import type { Site } from '../../../base/text.js';
import { Ended } from '../completion.js';
import { promoted } from '../arithmetic.js';
import { sameValue } from '../equality.js';
import { lastSegment } from '../labels.js';
import { intOf, intValue, isFloating, isNumberType, toType } from '../numbers.js';
import type { Run } from '../run.js';
import type { Value } from '../values.js';
import { callCollection, callCollectionStatic, callMap, constructCollection } from './collections.js';
import { callDuration, callDurationStatic, callTimeUnit, durationConstant } from './durations.js';
import { callFlow, createFlow } from './flows.js';
import { callText, callTextStatic, joined } from './texts.js';

export function callLibrary(run: Run, target: Value, method: string, args: readonly Value[], site: Site): Value | undefined {
  switch (target.kind) {
    case 'text':
      return callText(run, target.text, method, args, site);
    case 'number':
    case 'boolean':
      return callScalar(run, target, method, args);
    case 'duration':
      return callDuration(target.milliseconds, method, args);
    case 'list':
      return callCollection(run, target, method, args, site);
    case 'map':
      return callMap(run, target, method, args, site);
    case 'pair':
      if (method === 'getKey' || method === 'key') return target.key;
      if (method === 'getValue' || method === 'value') return target.value;
      return undefined;
    case 'optional':
      return callOptional(run, target.value, method, args, site);
    case 'native':
      return callNative(run, target, method, args, site);
    case 'unknown':
      return callUnknown(run, target, method, args, site);
    default:
      return undefined;
  }
}

export function callLibraryStatic(run: Run, className: string, method: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  switch (className) {
    case 'String':
    case 'StringUtils':
    case 'Integer':
    case 'Long':
    case 'Boolean':
    case 'Objects':
    case 'Optional':
      return callTextStatic(run, className, method, args, site);
    case 'Duration':
    case 'TimeUnit':
    case 'ChronoUnit':
    case 'Period':
      return callDurationStatic(className, method, args);
    case 'Math':
      return method === 'max' || method === 'min' ? extreme(method, first, args[1]) : undefined;
    case 'System':
      if (method === 'exit') throw new Ended();
      if (method === 'getenv' || method === 'getProperty') {
        if (first === undefined) return run.openMap('environment', 'environment');
        const name = run.toText(first);
        return run.unknown(
          `${method === 'getenv' ? 'the environment variable' : 'the system property'} ${name} is known at run time only`,
          site,
          {
            key: `${method}:${name}`,
            label: name,
            type: { name: 'String', args: [], dimensions: 0 },
          },
        );
      }
      return undefined;
    case 'Arrays':
    case 'List':
    case 'Set':
    case 'Map':
    case 'Collections':
    case 'ImmutableList':
    case 'ImmutableSet':
    case 'ImmutableMap':
    case 'Lists':
    case 'Sets':
    case 'Maps':
    case 'Stream':
    case 'IntStream':
    case 'Collectors':
    case 'EnumSet':
      return callCollectionStatic(run, className, method, args, site);
    case 'Pattern': {
      if (method !== 'compile' || first === undefined) return undefined;
      const flags = args[1] === undefined ? 0 : intOf(args[1]);
      return { kind: 'native', type: 'Pattern', state: { pattern: run.toText(first), flags } };
    }
    case 'UUID':
      return method === 'randomUUID' ? run.unknown('a random UUID', site, { label: 'random UUID' }) : undefined;
    case 'Function':
    case 'UnaryOperator':
      return method === 'identity' ? { kind: 'native', type: 'identity', state: undefined } : undefined;
    default:
      return undefined;
  }
}

/** Constants of the JDK by simple class name. */
export function libraryConstant(className: string, name: string): Value | undefined {
  if (className === 'Boolean' && (name === 'TRUE' || name === 'FALSE')) return { kind: 'boolean', value: name === 'TRUE' };
  if (className === 'Integer' && name === 'MAX_VALUE') return intValue(2_147_483_647);
  if (className === 'Integer' && name === 'MIN_VALUE') return intValue(-2_147_483_648);
  return durationConstant(className, name);
}

export function constructLibrary(run: Run, className: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  switch (lastSegment(className)) {
    case 'StringBuilder':
    case 'StringBuffer':
      return { kind: 'native', type: 'StringBuilder', state: { text: first?.kind === 'text' ? first.text : '' } };
    case 'String':
      return first === undefined ? { kind: 'text', text: '' } : first.kind === 'text' ? first : undefined;
    case 'Object':
      return run.unknown('an object of no use here', site, { label: 'Object' });
    case 'FileInputStream':
    case 'FileReader':
    case 'File':
    case 'InputStreamReader':
    case 'BufferedReader':
    case 'BufferedInputStream':
      if (first?.kind === 'text') return { kind: 'native', type: 'file', state: first.text };
      return first?.kind === 'native' && first.type === 'file' ? first : undefined;
    default:
      return constructCollection(run, lastSegment(className), args, site);
  }
}

/** Math.max or min of two numbers of integral types. */
function extreme(method: 'max' | 'min', left: Value | undefined, right: Value | undefined): Value | undefined {
  if (left?.kind !== 'number' || right?.kind !== 'number' || isFloating(left) || isFloating(right)) return undefined;
  const type = promoted(left.type, right.type);
  return toType((method === 'max') === left.value > right.value ? left : right, type);
}

function callScalar(
  run: Run,
  target: Extract<Value, { kind: 'number' | 'boolean' }>,
  method: string,
  args: readonly Value[],
): Value | undefined {
  const wanted = /^(byte|short|int|long|float|double|char|boolean)Value$/.exec(method)?.[1];
  if (wanted !== undefined) return target.kind === 'number' && isNumberType(wanted) ? toType(target, wanted) : target;
  if (method === 'toString') return { kind: 'text', text: run.toText(target) };
  const other = args[0];
  if (method === 'equals' && (other?.kind === 'number' || other?.kind === 'boolean')) {
    const same = sameValue(target, other);
    return same === undefined ? undefined : { kind: 'boolean', value: same };
  }
  return undefined;
}

function callOptional(run: Run, value: Value | undefined, method: string, args: readonly Value[], site: Site): Value | undefined {
  const first = args[0];
  switch (method) {
    case 'get':
    case 'orElseThrow':
      return value;
    case 'orElse':
      return value ?? first;
    case 'orElseGet':
      return value ?? (first === undefined ? undefined : run.invoke(first, undefined, [], site));
    case 'isPresent':
      return { kind: 'boolean', value: value !== undefined };
    case 'isEmpty':
      return { kind: 'boolean', value: value === undefined };
    case 'map':
    case 'flatMap': {
      if (value === undefined || first === undefined) return { kind: 'optional', value: undefined };
      const mapped = run.invoke(first, undefined, [value], site);
      if (mapped === undefined) return undefined;
      if (method === 'flatMap') return mapped;
      return { kind: 'optional', value: mapped.kind === 'null' ? undefined : mapped };
    }
    case 'ifPresent':
      if (value !== undefined && first !== undefined) run.invoke(first, undefined, [value], site);
      return { kind: 'void' };
    default:
      return undefined;
  }
}

function callNative(
  run: Run,
  target: Extract<Value, { kind: 'native' }>,
  method: string,
  args: readonly Value[],
  site: Site,
): Value | undefined {
  if (target.type === 'StringBuilder') {
    const state = target.state as { text: string };
    if (method === 'append' && args[0] !== undefined) {
      state.text = run.toText(joined(run, [{ kind: 'text', text: state.text }, args[0]], ['', '', ''], site));
      return target;
    }
    if (method === 'toString') return { kind: 'text', text: state.text };
    return undefined;
  }
  if (target.type === 'timeUnit') return callTimeUnit(Number(target.state), method, args[0]);
  if (target.type === 'flow') return callFlow(run, target, method, args, site);
  if (target.type === 'identity') return args[0];
  return undefined;
}

/** Calls on what is not known that still say something. */
function callUnknown(
  run: Run,
  target: Extract<Value, { kind: 'unknown' }>,
  method: string,
  args: readonly Value[],
  site: Site,
): Value | undefined {
  const first = args[0];
  const derived = (label: string, type?: string): Value =>
    run.unknown(target.reason, site, {
      key: `call:${target.key}.${method}(${args.map((a) => (a.kind === 'text' ? JSON.stringify(a.text) : a.kind === 'unknown' ? a.key : a.kind)).join(',')})`,
      label,
      ...(type === undefined ? {} : { type: { name: type, args: [], dimensions: 0 } }),
    });
  if (method === 'forEach' && first !== undefined) {
    run.unknownRounds(site, 'what this goes over is not known', () => {
      run.invoke(first, undefined, [run.unknown('one of a collection that is not known', site, { label: 'element' })], site);
      return { kind: 'normal' };
    });
    return { kind: 'void' };
  }
  if (method === 'stream' && args.length === 0) return createFlow({ kind: 'list', items: [], open: true });
  if (method === 'getResourceAsStream' || method === 'getResource')
    return first?.kind === 'text' ? { kind: 'native', type: 'file', state: first.text } : undefined;
  if (
    (method === 'orElse' || method === 'orElseGet' || method === 'orElseThrow' || method === 'get') &&
    args.every((a) => a.kind !== 'dsl')
  )
    return derived(target.label);
  if (method === 'getProperty' || method === 'getString' || method === 'getOrDefault' || method === 'getRequiredProperty') {
    if (first?.kind === 'text') {
      const known =
        method === 'getRequiredProperty' || /environment|env|config/i.test(target.label + (target.type?.name ?? ''))
          ? run.property(first.text)
          : undefined;
      return known !== undefined ? { kind: 'text', text: known } : derived(first.text, 'String');
    }
  }
  if (method === 'getClass' || method === 'getClassLoader') return derived(target.label);
  return undefined;
}

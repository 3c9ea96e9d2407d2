/** What the evaluator knows of the JDK. `undefined`: not known, so that everything within reach of the call is lost. */
import type { Site } from '../../../base/text.js';
import type { CallText, CallTypes } from '../callTypes.js';
import { Ended } from '../completion.js';
import { isKeyed } from '../keys.js';
import { lastSegment } from '../../form/labels.js';
import { intOf } from '../../values/numbers.js';
import { isExact } from '../../values/holes.js';
import type { Run } from '../run.js';
import { throwJava } from '../throwables.js';
import type { NativeValue, Value } from '../../values/values.js';
import { atomicMethods } from './atomics.js';
import { boxConstant, callBox, callBoxStatic } from './boxes.js';
import { builderMethods, callJoiner } from './builders.js';
import {
  booleanOrUnclear,
  defaultOf,
  environmentKey,
  notSet,
  intOrUnclear,
  methodOf,
  textValue,
  throwNull,
  unclear,
  type LibraryCall,
} from './call.js';
import { characterStatics } from './characters.js';
import { callConfig, callConfigFactory } from './lightbendConfig.js';
import { construct } from './construction.js';
import { callDuration, callDurationStatic, callTimeUnit, durationConstant } from './durations.js';
import { flowMethods } from './flows.js';
import { applyFunction, callDefault, jdkFunction, makeFunction } from './functions.js';
import { iteratorMethods } from './iterators.js';
import { mayWriteTo } from './ranges.js';
import { refuseStale } from './staleParts.js';
import { listMethods } from './lists.js';
import { mapMethods } from './mapMethods.js';
import { lateMethod } from './lateRefusals.js';
import { callMatcher, callPattern, patternMatches, quoteReplacement } from './matchers.js';
import { mathConstant, mathStatics } from './mathematics.js';
import { javaEquals, javaHash, javaText } from './equalsAndHash.js';
import { objectsStatics } from './objects.js';
import { callOptional, optionalStatics } from './optionals.js';
import { arrayOfObjects } from '../arrayValues.js';
import { arraycopy } from './arrays.js';
import { callCollectionStatic } from './statics.js';
import { callText } from './texts.js';
import { stringStatics } from './textStatics.js';
import { callUnknown } from './unknowns.js';

/** How a value's class is called in reasons. */
export function classOf(target: Value): string {
  switch (target.kind) {
    case 'text':
      return 'String';
    case 'list':
      return target.type ?? 'the array';
    case 'map':
      return target.type ?? 'Map';
    case 'pair':
      return 'Map.Entry';
    case 'optional':
      return 'Optional';
    case 'duration':
      return 'Duration';
    case 'native':
      return target.type === 'flow' ? 'Stream' : target.type;
    default:
      return target.kind;
  }
}

export function callLibrary(
  run: Run,
  target: Value,
  method: string,
  args: readonly Value[],
  site: Site,
  text?: CallText,
): Value | undefined {
  const call: LibraryCall = { run, owner: classOf(target), method, args, site, text };
  switch (target.kind) {
    case 'text':
      return callText(call, target);
    case 'number':
    case 'boolean':
      return callBox(call, target);
    case 'duration':
      return callDuration(target.milliseconds, method, args);
    case 'list':
      refuseStale(target, site);
      if (mayWriteTo(target, method)) return undefined;
      return methodOf(listMethods, method)?.(call, target);
    case 'map':
      if (mayWriteTo(target, method)) return undefined;
      return (lateMethod(target, method) ?? methodOf(mapMethods, method))?.(call, target);
    case 'pair':
      return callPair(call, target);
    case 'optional':
      return callOptional(call, target);
    case 'native':
      return callNative(call, target);
    case 'unknown':
      return callUnknown(call, target);
    case 'function':
      return callDefault(target, method, args);
    case 'null':
      return throwNull(call);
    default:
      return undefined;
  }
}

function callPair(call: LibraryCall, target: Extract<Value, { kind: 'pair' }>): Value | undefined {
  const { run, method, args, site } = call;
  const [first] = args;
  switch (method) {
    case 'getKey':
    case 'key':
      return target.key;
    case 'getValue':
    case 'value':
      return target.value;
    case 'setValue': {
      if (first === undefined || target.live === undefined) return undefined;
      if (!target.live) throwJava('java.lang.UnsupportedOperationException', undefined, site);
      const before = target.value;
      target.value = first;
      return before;
    }
    case 'equals': {
      const same = first === undefined ? undefined : javaEquals(run, target, first, site);
      return booleanOrUnclear(call, same, [target, ...args]);
    }
    case 'hashCode':
      return hashOf(call, target);
    case 'toString': {
      const text = javaText(run, target, site);
      return text === undefined ? undefined : run.made(text.length, () => text, site);
    }
    default:
      return undefined;
  }
}

function hashOf(call: LibraryCall, target: Value): Value {
  return intOrUnclear(call, javaHash(call.run, target, call.site), [target]);
}

function callNative(call: LibraryCall, target: NativeValue): Value | undefined {
  const { method } = call;
  switch (target.type) {
    case 'StringBuilder':
      return methodOf(builderMethods, method)?.(call, target);
    case 'StringJoiner':
      return callJoiner(call, target);
    case 'atomic':
      return methodOf(atomicMethods, method)?.(call, target.state);
    case 'timeUnit':
      return callTimeUnit(call, target.state.milliseconds);
    case 'flow':
      return methodOf(flowMethods, method)?.(call, target.state);
    case 'iterator':
      return methodOf(iteratorMethods, method)?.(call, target.state);
    case 'Pattern':
      return callPattern(call, target);
    case 'matcher':
      return callMatcher(call, target);
    case 'function':
      return callDefault(target, method, call.args) ?? applyFunction(call.run, target, call.args, call.site);
    case 'lightbendConfig':
      return callConfig(call, target);
    case 'file':
      return method === 'getPath' || method === 'toString' ? { kind: 'text', text: target.state.path } : undefined;
    default:
      return undefined;
  }
}

/** `className` is simple. */
export function callLibraryStatic(
  run: Run,
  className: string,
  method: string,
  args: readonly Value[],
  site: Site,
  text?: CallText,
): Value | undefined {
  const call: LibraryCall = { run, owner: className, method, args: packed(className, method, args, text), site, text };
  const result = callStatic(call, className);
  if (result !== undefined || !pure.has(className) || !args.some(({ kind }) => kind === 'unknown') || !args.every(isKeyed)) return result;
  return unclear(call, args);
}

/** Where the arguments of a variable number begin, of methods that take objects. */
const variableFrom: Readonly<Record<string, number>> = {
  'Arrays.asList': 0,
  'Collections.addAll': 1,
  'List.of': 0,
  'Objects.hash': 0,
  'Set.of': 0,
  'Stream.of': 0,
  'String.format': 1,
};

/** An array that is an object to the compiler is one argument of a variable number (JLS §15.12.4.2): in an array of its own. */
function packed(className: string, method: string, args: readonly Value[], text: CallText | undefined): readonly Value[] {
  const from = variableFrom[`${className}.${method}`];
  const last = args.at(-1);
  if (from !== args.length - 1 || last?.kind !== 'list' || last.type !== undefined) return args;
  const type = text?.types.type(from);
  return type === undefined || type.kind === 'array' ? args : [...args.slice(0, -1), arrayOfObjects([last])];
}

/** Classes whose static methods change nothing that they are given. */
const pure = new Set(['Boolean', 'Byte', 'Character', 'Double', 'Float', 'Integer', 'Long', 'Math', 'Short', 'StrictMath', 'String']);

function callStatic(call: LibraryCall, className: string): Value | undefined {
  const { run, method, args, site } = call;
  switch (className) {
    case 'String':
    case 'StringUtils':
      return methodOf(stringStatics, method)?.(call, undefined);
    case 'Integer':
    case 'Long':
    case 'Short':
    case 'Byte':
    case 'Double':
    case 'Float':
    case 'Boolean':
      return callBoxStatic(call, className);
    case 'Character':
      return methodOf(characterStatics, method)?.(call, undefined);
    case 'Objects':
      return methodOf(objectsStatics, method)?.(call, undefined);
    case 'Optional':
      return methodOf(optionalStatics, method)?.(call, undefined);
    case 'OptionalInt':
    case 'OptionalLong':
    case 'OptionalDouble':
      return methodOf(optionalStatics, method)?.(
        call,
        className === 'OptionalInt' ? 'int' : className === 'OptionalLong' ? 'long' : 'double',
      );
    case 'Duration':
    case 'TimeUnit':
    case 'ChronoUnit':
    case 'Period':
      return callDurationStatic(className, method, args);
    case 'Math':
    case 'StrictMath':
      return methodOf(mathStatics, method)?.(call, undefined);
    case 'System':
      return callSystem(call);
    case 'Pattern':
      return makePattern(call);
    case 'Matcher':
      return method === 'quoteReplacement' ? quoteReplacement(call) : undefined;
    case 'ConfigFactory':
      return callConfigFactory(call);
    case 'UUID':
      return method === 'randomUUID' ? run.unknown('a random UUID', site, { label: 'random UUID' }) : undefined;
    default:
      return makeFunction(className, method, args) ?? callCollectionStatic(call, className);
  }
}

function makePattern(call: LibraryCall): Value | undefined {
  const { run, method, args } = call;
  const [first, flags] = args;
  if (first === undefined) return undefined;
  if (method === 'matches') return patternMatches(call);
  if (method === 'quote' && first.kind === 'text' && !first.text.includes('\\E')) return textValue(`\\Q${first.text}\\E`);
  if (method !== 'compile') return undefined;
  return { kind: 'native', type: 'Pattern', state: { pattern: run.toText(first), flags: flags === undefined ? 0 : intOf(flags) } };
}

function callSystem(call: LibraryCall): Value | undefined {
  const { run, method, args, site } = call;
  const [first] = args;
  if (method === 'exit') throw new Ended();
  if (method === 'arraycopy') return arraycopy(call, undefined);
  if (method === 'lineSeparator')
    return run.unknown('the line separator is the machine’s', site, { key: 'lineSeparator', label: 'line separator' });
  if (/^(?:set|clear)Propert(?:y|ies)$/.test(method))
    run.changedProperties.add(method !== 'setProperties' && first?.kind === 'text' && isExact(first.text) ? first.text : undefined);
  if (method !== 'getenv' && method !== 'getProperty') return undefined;
  if (first === undefined) return run.openMap(environmentKey, environmentKey);
  const name = run.toText(first);
  const given = run.given(name);
  if (given !== undefined) return textValue(given);
  const kind = method === 'getenv' ? 'environment variable' : 'system property';
  const unknown = run.unknown(`the ${kind} ${name} is known at run time only`, site, {
    key: `${method}:${name}`,
    label: name,
    type: { name: 'String', args: [], dimensions: 0 },
  });
  const isChanged = method === 'getProperty' && (run.changedProperties.has(name) || run.changedProperties.has(undefined));
  if (isChanged) return unknown;
  const value = notSet(unknown, kind, name);
  return defaultOf(call, value, args[1]) ?? value;
}

/** Constants of the JDK by simple class name. */
export function libraryConstant(className: string, name: string): Value | undefined {
  if (className === 'String' && name === 'CASE_INSENSITIVE_ORDER') return jdkFunction('caseInsensitive', []);
  if (className === 'Locale' && /^(?:ROOT|ENGLISH|US|UK)$/.test(name)) return { kind: 'native', type: 'locale', state: { name } };
  if (className === 'Collections') return callCollectionConstant(name);
  if (className === 'Pattern' && name === 'CASE_INSENSITIVE') return { kind: 'number', type: 'int', value: 2 };
  return boxConstant(className, name) ?? mathConstant(className, name) ?? durationConstant(className, name);
}

function callCollectionConstant(name: string): Value | undefined {
  return name === 'EMPTY_LIST' ? { kind: 'list', type: 'List.of', items: [], open: false } : undefined;
}

/** `new` of a class that is not in the sources; `className` is simple or dotted. */
export function constructLibrary(
  run: Run,
  className: string,
  args: readonly Value[],
  site: Site,
  types: CallTypes | undefined,
): Value | undefined {
  const simple = lastSegment(className);
  const text = types === undefined ? undefined : { types, receiver: () => undefined };
  return construct({ run, owner: simple, method: '<init>', args, site, text }, simple);
}

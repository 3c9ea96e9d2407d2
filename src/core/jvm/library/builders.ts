/** StringBuilder, StringBuffer and StringJoiner: texts that change. */
import { array } from '../arrayValues.js';
import { isExact, textOfCode } from '../../values/holes.js';
import { charOf, charValue, intOf, intValue } from '../../values/numbers.js';
import { throwJava } from '../throwables.js';
import type { BuilderState, JoinerState, Loss, NativeValue, Value } from '../../values/values.js';
import { booleanValue, charsOf, lossOf, methodOf, nothing, textValue, throwNull, unclear, type LibraryCall, type Methods } from './call.js';
import { checkRange } from './texts.js';
import { compareTexts } from './comparing.js';
import { joinerText } from './joined.js';
import { createFlow } from './pipelines.js';

type Builder = Extract<NativeValue, { type: 'StringBuilder' }>;

export function builderOf(text: string): Value {
  return { kind: 'native', type: 'StringBuilder', state: { text } };
}

/** What `append` and `insert` write of an argument. A hole stands for what is not known of it. */
function written(call: LibraryCall, index: number): string {
  return charsOf(call, index) ?? call.run.toText(call.args[index]!);
}

/** Sets the text; what is made is spent, and one that is too long is lost. */
function write(call: LibraryCall, state: BuilderState, text: string, cost = text.length): void {
  const made = call.run.made(text.length, () => text, call.site);
  if (made.kind === 'text') state.text = made.text;
  else loseText(call, state, [made]);
  call.run.spend(call.site, Math.floor(cost / 4_096));
}

/** What the text is after this cannot be told. */
function loseText(call: LibraryCall, state: BuilderState, inputs: readonly (Value | undefined)[]): void {
  const first = inputs.map((value) => lossOf(call.run, value)).find((loss) => loss !== undefined);
  const holes = call.run.holeIn(state.text);
  const loss: Loss = first ?? holes ?? { reason: `what ${call.owner}.${call.method}() does here is not followed`, site: call.site };
  state.loss ??= loss;
}

/** The text of a builder as a value: a hole where it is lost. */
export function textOfBuilder(call: LibraryCall, state: BuilderState): Value {
  const { loss } = state;
  return loss === undefined ? textValue(state.text) : call.run.unknown(loss.reason, loss.site, { label: 'text' });
}

/** A change of a text that is wholly known, by numbers and texts that are; else the text is lost. */
function change(make: (call: LibraryCall, text: string, numbers: readonly number[]) => string | undefined): Methods<Builder>[string] {
  return (call, target) => {
    const { state } = target;
    if (state.loss !== undefined) return target;
    const numbers = call.args.map((arg) => intOf(arg) ?? NaN);
    const text = isExact(state.text) ? make(call, state.text, numbers) : undefined;
    if (text === undefined) loseText(call, state, call.args);
    else write(call, state, text);
    return target;
  };
}

function outOfRange(call: LibraryCall): never {
  throwJava(
    'java.lang.StringIndexOutOfBoundsException',
    call.run.unknown('the words of this exception depend on the version of Java', call.site, { label: 'getMessage()' }),
    call.site,
  );
}

/** A question about a text that is wholly known. */
function ask(read: (call: LibraryCall, text: string) => Value | undefined): Methods<Builder>[string] {
  return (call, target) => {
    const { state } = target;
    const text = state.loss === undefined && isExact(state.text) ? state.text : undefined;
    if (text === undefined || call.args.some((arg) => arg.kind === 'unknown')) {
      const { loss } = state;
      const value: Value = loss === undefined ? { kind: 'text', text: state.text } : call.run.unknown(loss.reason, loss.site);
      return unclear(call, [value, ...call.args]);
    }
    return read(call, text);
  };
}

const nothingOf =
  (method: Methods<Builder>[string]): Methods<Builder>[string] =>
  (call, target) =>
    method(call, target) === undefined ? undefined : nothing;

export const builderMethods: Methods<Builder> = {
  append(call, target) {
    const { state } = target;
    const [value, from, to] = call.args;
    if (value === undefined) return undefined;
    if (state.loss !== undefined) return target;
    let added = written(call, 0);
    if (from !== undefined) {
      // append(CharSequence, start, end), append(char[], offset, length)
      const [start, second] = [intOf(from), intOf(to)];
      if (start === undefined || second === undefined || !isExact(added)) {
        loseText(call, state, call.args);
        return target;
      }
      const end = value.kind === 'list' ? start + second : second;
      if (start < 0 || end > added.length || start > end)
        throwJava('java.lang.IndexOutOfBoundsException', outOfRangeWords(call), call.site);
      added = added.slice(start, end);
    }
    write(call, state, state.text + added, added.length);
    return target;
  },
  appendCodePoint(call, target) {
    const code = intOf(call.args[0]);
    if (target.state.loss !== undefined) return target;
    const text = code === undefined || code < 0 || code > 0x10ffff ? undefined : textOfCode(code);
    if (text === undefined) loseText(call, target.state, call.args);
    else write(call, target.state, target.state.text + text, 1);
    return target;
  },
  insert: change((call, text, [at]) => {
    const [, value] = call.args;
    if (at === undefined || Number.isNaN(at) || value === undefined || call.args.length > 2) return undefined;
    if (at < 0 || at > text.length) outOfRange(call);
    return text.slice(0, at) + written(call, 1) + text.slice(at);
  }),
  delete: change((call, text, [from, to]) => {
    if (from === undefined || to === undefined || Number.isNaN(from + to)) return undefined;
    const end = Math.min(to, text.length);
    if (from < 0 || from > end) outOfRange(call);
    return text.slice(0, from) + text.slice(end);
  }),
  deleteCharAt: change((call, text, [at]) => {
    if (at === undefined || Number.isNaN(at)) return undefined;
    if (at < 0 || at >= text.length) outOfRange(call);
    return text.slice(0, at) + text.slice(at + 1);
  }),
  replace: change((call, text, [from, to]) => {
    const value = call.args[2];
    if (from === undefined || to === undefined || Number.isNaN(from + to) || value?.kind !== 'text') return undefined;
    const end = Math.min(to, text.length);
    if (from < 0 || from > text.length || from > end) outOfRange(call);
    return text.slice(0, from) + value.text + text.slice(end);
  }),
  reverse: change((_, text) => Array.from(text).reverse().join('')),
  setLength: nothingOf(
    change((call, text, [length]) => {
      if (length === undefined || Number.isNaN(length) || length > 20_000) return undefined;
      if (length < 0) outOfRange(call);
      return text.slice(0, length).padEnd(length, '\0');
    }),
  ),
  setCharAt: nothingOf(
    change((call, text, [at]) => {
      const code = charOf(call.args[1]);
      const char = code === undefined ? undefined : textOfCode(code);
      if (at === undefined || Number.isNaN(at) || char === undefined) return undefined;
      if (at < 0 || at >= text.length) outOfRange(call);
      return text.slice(0, at) + char + text.slice(at + 1);
    }),
  ),
  toString: (call: LibraryCall, target: Builder) => textOfBuilder(call, target.state),
  length: ask((_, text) => intValue(text.length)),
  isEmpty: ask((_, text) => booleanValue(text === '')),
  charAt: ask((call, text) => {
    const at = intOf(call.args[0]);
    if (at === undefined) return undefined;
    if (at < 0 || at >= text.length) outOfRange(call);
    return charValue(text.charCodeAt(at));
  }),
  indexOf: ask((call, text) => {
    const [wanted, from] = call.args;
    const start = from === undefined ? 0 : intOf(from);
    return wanted?.kind === 'text' && isExact(wanted.text) && start !== undefined ? intValue(text.indexOf(wanted.text, start)) : undefined;
  }),
  lastIndexOf: ask((call, text) => {
    const [wanted] = call.args;
    return wanted?.kind === 'text' && isExact(wanted.text) && call.args.length === 1 ? intValue(text.lastIndexOf(wanted.text)) : undefined;
  }),
  substring: ask((call, text) => {
    const [from, to] = [intOf(call.args[0]), call.args[1] === undefined ? text.length : intOf(call.args[1])];
    if (from === undefined || to === undefined) return undefined;
    checkRange(call, from, to, text.length);
    return call.run.made(to - from, () => text.slice(from, to), call.site);
  }),
  compareTo: ask((_call, text) => {
    const [other] = _call.args;
    return other?.kind === 'native' && other.type === 'StringBuilder' && other.state.loss === undefined && isExact(other.state.text)
      ? intValue(compareTexts(text, other.state.text))
      : undefined;
  }),
  chars: ask((call, text) => {
    call.run.spend(call.site, text.length);
    return createFlow(array(Array.from({ length: text.length }, (_, i) => intValue(text.charCodeAt(i)))), 'int');
  }),
  capacity: () => undefined,
  ensureCapacity: () => nothing,
  trimToSize: () => nothing,
  equals: (call, target) => (call.args[0] === undefined ? undefined : booleanValue(call.args[0] === target)),
};

function outOfRangeWords(call: LibraryCall): Value {
  return call.run.unknown('the words of this exception depend on the version of Java', call.site, { label: 'getMessage()' });
}

export function joinerOf(call: LibraryCall, args: readonly Value[]): Value | undefined {
  if (args.some((arg) => arg.kind === 'null')) throwNull(call);
  const [separator, prefix, suffix] = args.map((arg) => call.run.toText(arg));
  if (separator === undefined) return undefined;
  return {
    kind: 'native',
    type: 'StringJoiner',
    state: { separator, prefix: prefix ?? '', suffix: suffix ?? '', parts: [], empty: undefined },
  };
}

type Joiner = Extract<NativeValue, { type: 'StringJoiner' }>;

const joinerMethods: Methods<Joiner> = {
  add(call, target) {
    const [value] = call.args;
    if (value === undefined) return undefined;
    call.run.spend(call.site, 1 + Math.floor(joinerLength(target.state) / 4_096));
    target.state.parts.push(call.run.toText(value));
    return target;
  },
  setEmptyValue(call, target) {
    const [value] = call.args;
    if (value === undefined) return undefined;
    target.state.empty = call.run.toText(value);
    return target;
  },
  merge(call, target) {
    const [other] = call.args;
    if (other?.kind !== 'native' || other.type !== 'StringJoiner' || other.state.loss !== undefined) return undefined;
    if (other.state.parts.length > 0) target.state.parts.push(other.state.parts.join(other.state.separator));
    return target;
  },
  toString(call: LibraryCall, target: Joiner) {
    const { loss } = target.state;
    if (loss !== undefined) return call.run.unknown(loss.reason, loss.site, { label: 'text' });
    return call.run.made(joinerLength(target.state), () => joinerText(target.state), call.site);
  },
  length(call, target) {
    const { loss } = target.state;
    const text = loss === undefined ? joinerText(target.state) : undefined;
    if (text === undefined || !isExact(text))
      return unclear(call, [loss === undefined ? textValue(text ?? '') : call.run.unknown(loss.reason, loss.site)]);
    return intValue(text.length);
  },
};

function joinerLength(state: JoinerState): number {
  return state.parts.reduce((sum, part) => sum + part.length + state.separator.length, state.prefix.length + state.suffix.length);
}

export function callJoiner(call: LibraryCall, target: Joiner): Value | undefined {
  return methodOf(joinerMethods, call.method)?.(call, target);
}

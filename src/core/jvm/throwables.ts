/** The JDK's throwables: their classes, what their constructors keep, and how the language and the JDK throw them. */
import type { Site } from '../../base/text.js';
import { Thrown } from './completion.js';
import { isJdkSubclass, jdkThrowables } from './jdkParents.js';
import { isInstance } from './instances.js';
import { lastSegment } from '../form/labels.js';
import { binaryName } from './program.js';
import type { Run } from './run.js';
import type { ThrowableState, Value } from '../values/values.js';

/** Whose messages are not simply what the constructor is given. */
const ownMessages = new Set([
  'java.io.ObjectStreamException',
  'java.lang.EnumConstantNotPresentException',
  'java.lang.MatchException',
  'java.lang.TypeNotPresentException',
  'java.lang.reflect.InvocationTargetException',
  'java.lang.reflect.UndeclaredThrowableException',
  'java.net.URISyntaxException',
  'java.nio.file.InvalidPathException',
  'java.text.ParseException',
  'java.time.format.DateTimeParseException',
  'java.util.FormatFlagsConversionMismatchException',
  'java.util.IllegalFormatConversionException',
  'java.util.IllegalFormatException',
  'java.util.IllegalFormatPrecisionException',
  'java.util.IllegalFormatWidthException',
  'java.util.MissingResourceException',
  'java.util.regex.PatternSyntaxException',
  'java.util.DuplicateFormatFlagsException',
  'java.util.IllegalFormatFlagsException',
  'java.util.MissingFormatArgumentException',
  'java.util.MissingFormatWidthException',
  'java.util.UnknownFormatConversionException',
  'java.util.UnknownFormatFlagsException',
]);

const throwablesBySimpleName: ReadonlyMap<string, string> = new Map(jdkThrowables().map((name) => [lastSegment(name), name]));

/** The JDK's throwable class that a name means, simple or qualified; undefined: none that is known. */
export function jdkThrowable(name: string): string | undefined {
  if (name.includes('.')) return jdkThrowables().includes(name) ? name : undefined;
  return throwablesBySimpleName.get(name);
}

/** What the throwable of a value holds; undefined: it is none, or none that is followed. */
function throwableOf(value: Value): ThrowableState | undefined {
  if (value.kind === 'throwable') return value.state;
  return isInstance(value) ? value.throwable : undefined;
}

/** What the constructor of a JDK throwable keeps of its arguments (message, cause); both are part of what every one of them can be made from. */
export function throwableState(run: Run, className: string, args: readonly Value[], site: Site): ThrowableState {
  const unknownMessage = (): Value =>
    run.unknown(`the message of this ${lastSegment(className)} is not followed`, site, { label: 'getMessage()' });
  const none: Value = { kind: 'null' };
  const [first, ...others] = args;
  const state = (message: Value, cause: Value, hasCause: boolean | undefined): ThrowableState => ({
    message,
    cause,
    hasCause,
    suppressed: [],
  });
  // Of a class that keeps what it is made from as a target of its own, and of a null, it is not known here.
  const isPlain = !causesOfTheirOwn.has(className);
  if (first === undefined) return state(none, none, !isPlain);
  const cause = args.find((arg) => throwableOf(arg) !== undefined);
  if (ownMessages.has(className) || (others.length > 0 && isJdkSubclass(className, 'java.nio.file.FileSystemException')))
    return state(unknownMessage(), cause ?? (args.some((arg) => arg.kind === 'unknown') ? unknownCause(run, site) : none), undefined);
  if (others.length === 0) {
    if (className === 'java.lang.AssertionError' && first.kind !== 'unknown')
      return state({ kind: 'text', text: run.toText(first) }, cause ?? none, undefined);
    if (first.kind === 'null') return state(none, none, undefined);
    if (first.kind === 'text') return state(first, none, !isPlain);
    if (cause === undefined) return state(unknownMessage(), unknownCause(run, site), undefined);
    return state(isPlain ? textOfThrowable(run, cause, site) : none, cause, true);
  }
  const isMessage = first.kind === 'text' || first.kind === 'null' || (first.kind === 'unknown' && args.length === 2);
  const given = others.find((arg) => arg.kind === 'unknown' || throwableOf(arg) !== undefined);
  return state(isMessage ? first : unknownMessage(), given ?? none, given !== undefined || others[0]!.kind === 'null' ? true : undefined);
}

/** Made from one throwable, they have no message; made from a text, no cause can be set. */
const causesOfTheirOwn = new Set(['java.lang.ClassNotFoundException', 'java.lang.ExceptionInInitializerError']);

/** What a throwable is in a text, as its class says it. */
function textOfThrowable(run: Run, value: Value, site: Site): Value {
  return (isInstance(value) ? run.invoke(value, 'toString', [], site) : undefined) ?? describeThrowable(run, value, site);
}

function unknownCause(run: Run, site: Site): Value {
  return run.unknown('what this throwable was made from is not known', site, { label: 'getCause()' });
}

/** As Throwable#toString: the class and its message. */
function describeThrowable(run: Run, value: Value, site: Site): Value {
  const state = throwableOf(value);
  const name = value.kind === 'throwable' ? value.type : isInstance(value) ? binaryName(value.info) : undefined;
  if (state === undefined || name === undefined)
    return run.unknown('how this throwable is printed is not known', site, { label: 'toString()' });
  const message = value.kind === 'object' ? (run.invoke(value, 'getLocalizedMessage', [], site) ?? state.message) : state.message;
  return message.kind === 'null' ? { kind: 'text', text: name } : { kind: 'text', text: `${name}: ${run.toText(message)}` };
}

/** The JDK, or the language itself, throws here. `message`: undefined where it has none; a value where it is not known. */
export function throwJava(className: string, message: string | Value | undefined, site: Site): never {
  throw new Thrown(madeThrowable(className, message), site);
}

/** A throwable as the JDK makes it; `className` is qualified. */
export function madeThrowable(className: string, message: string | Value | undefined): Value {
  const text: Value = message === undefined ? { kind: 'null' } : typeof message === 'string' ? { kind: 'text', text: message } : message;
  return { kind: 'throwable', type: className, state: { message: text, cause: { kind: 'null' }, hasCause: false, suppressed: [] } };
}

/** What every throwable does, as far as its class does not do it otherwise; undefined: not followed. */
export function callThrowable(run: Run, target: Value, method: string, args: readonly Value[], site: Site): Value | undefined {
  const state = throwableOf(target);
  if (state === undefined) return undefined;
  const [first] = args;
  switch (method) {
    case 'getMessage':
      return state.message;
    case 'getLocalizedMessage':
      return isInstance(target) ? run.invoke(target, 'getMessage', [], site) : state.message;
    case 'getCause':
      // A cause is set once.
      if (state.loss !== undefined && state.cause.kind === 'null')
        return run.unknown(state.loss.reason, state.loss.site, { label: 'getCause()' });
      return state.cause;
    case 'toString':
      return describeThrowable(run, target, site);
    case 'initCause':
      return initCause(run, target, state, first, site);
    case 'addSuppressed':
      if (first === undefined) return undefined;
      if (first.kind === 'null') throwJava('java.lang.NullPointerException', 'Cannot suppress a null exception.', site);
      if (first === target) throwJava('java.lang.IllegalArgumentException', 'Self-suppression not permitted', site);
      state.suppressed.push(first);
      return { kind: 'void' };
    case 'getSuppressed':
      return {
        kind: 'list',
        items: [...state.suppressed],
        open: state.loss !== undefined,
        ...(state.loss === undefined ? {} : { loss: state.loss }),
      };
    case 'fillInStackTrace':
      return target;
    case 'printStackTrace':
    case 'setStackTrace':
      return { kind: 'void' };
    default:
      return undefined;
  }
}

/** Once only, and not after a constructor that takes a cause; undefined: whether it may be set is not known. */
function initCause(run: Run, target: Value, state: ThrowableState, cause: Value | undefined, site: Site): Value | undefined {
  if (cause === undefined || state.hasCause === undefined || state.loss !== undefined) return undefined;
  const refuse = (className: string): never => throwJava(className, run.unknown('its message is not followed', site), site);
  if (state.hasCause) refuse('java.lang.IllegalStateException');
  if (cause === target) refuse('java.lang.IllegalArgumentException');
  Object.assign(state, { cause, hasCause: true });
  return target;
}

/** How a throwable is called in a message. */
export function throwableName(value: Value): string {
  if (value.kind === 'throwable') return lastSegment(value.type);
  if (value.kind === 'object') return value.declaration.name === '' ? 'an exception' : value.declaration.name;
  return value.kind === 'unknown' && value.type !== undefined ? lastSegment(value.type.name) : 'an exception';
}

/** The JDK's throwables: their classes, what their constructors keep, and how the language and the JDK throw them. */
import type { Site } from '../../base/text.js';
import { Thrown } from './completion.js';
import { isInstance } from './instances.js';
import { lastSegment } from './labels.js';
import { binaryName } from './program.js';
import type { Run } from './run.js';
import type { ThrowableState, Value } from './values.js';

/** Superclasses. */
const parents: Readonly<Record<string, string | undefined>> = {
  'java.io.EOFException': 'java.io.IOException',
  'java.io.FileNotFoundException': 'java.io.IOException',
  'java.io.IOException': 'java.lang.Exception',
  'java.io.InterruptedIOException': 'java.io.IOException',
  'java.io.InvalidObjectException': 'java.io.ObjectStreamException',
  'java.io.NotSerializableException': 'java.io.ObjectStreamException',
  'java.io.ObjectStreamException': 'java.io.IOException',
  'java.io.UncheckedIOException': 'java.lang.RuntimeException',
  'java.io.UnsupportedEncodingException': 'java.io.IOException',
  'java.lang.AbstractMethodError': 'java.lang.IncompatibleClassChangeError',
  'java.lang.ArithmeticException': 'java.lang.RuntimeException',
  'java.lang.ArrayIndexOutOfBoundsException': 'java.lang.IndexOutOfBoundsException',
  'java.lang.ArrayStoreException': 'java.lang.RuntimeException',
  'java.lang.AssertionError': 'java.lang.Error',
  'java.lang.ClassCastException': 'java.lang.RuntimeException',
  'java.lang.ClassNotFoundException': 'java.lang.ReflectiveOperationException',
  'java.lang.CloneNotSupportedException': 'java.lang.Exception',
  'java.lang.EnumConstantNotPresentException': 'java.lang.RuntimeException',
  'java.lang.Error': 'java.lang.Throwable',
  'java.lang.Exception': 'java.lang.Throwable',
  'java.lang.ExceptionInInitializerError': 'java.lang.LinkageError',
  'java.lang.IllegalAccessException': 'java.lang.ReflectiveOperationException',
  'java.lang.IllegalArgumentException': 'java.lang.RuntimeException',
  'java.lang.IllegalCallerException': 'java.lang.RuntimeException',
  'java.lang.IllegalMonitorStateException': 'java.lang.RuntimeException',
  'java.lang.IllegalStateException': 'java.lang.RuntimeException',
  'java.lang.IllegalThreadStateException': 'java.lang.IllegalArgumentException',
  'java.lang.IncompatibleClassChangeError': 'java.lang.LinkageError',
  'java.lang.IndexOutOfBoundsException': 'java.lang.RuntimeException',
  'java.lang.InstantiationException': 'java.lang.ReflectiveOperationException',
  'java.lang.InternalError': 'java.lang.VirtualMachineError',
  'java.lang.InterruptedException': 'java.lang.Exception',
  'java.lang.LinkageError': 'java.lang.Error',
  'java.lang.MatchException': 'java.lang.RuntimeException',
  'java.lang.NegativeArraySizeException': 'java.lang.RuntimeException',
  'java.lang.NoClassDefFoundError': 'java.lang.LinkageError',
  'java.lang.NoSuchFieldException': 'java.lang.ReflectiveOperationException',
  'java.lang.NoSuchMethodException': 'java.lang.ReflectiveOperationException',
  'java.lang.NullPointerException': 'java.lang.RuntimeException',
  'java.lang.NumberFormatException': 'java.lang.IllegalArgumentException',
  'java.lang.OutOfMemoryError': 'java.lang.VirtualMachineError',
  'java.lang.ReflectiveOperationException': 'java.lang.Exception',
  'java.lang.RuntimeException': 'java.lang.Exception',
  'java.lang.SecurityException': 'java.lang.RuntimeException',
  'java.lang.StackOverflowError': 'java.lang.VirtualMachineError',
  'java.lang.StringIndexOutOfBoundsException': 'java.lang.IndexOutOfBoundsException',
  'java.lang.Throwable': undefined,
  'java.lang.TypeNotPresentException': 'java.lang.RuntimeException',
  'java.lang.UnsupportedOperationException': 'java.lang.RuntimeException',
  'java.lang.VirtualMachineError': 'java.lang.Error',
  'java.lang.reflect.InvocationTargetException': 'java.lang.ReflectiveOperationException',
  'java.lang.reflect.UndeclaredThrowableException': 'java.lang.RuntimeException',
  'java.net.ConnectException': 'java.net.SocketException',
  'java.net.MalformedURLException': 'java.io.IOException',
  'java.net.SocketException': 'java.io.IOException',
  'java.net.SocketTimeoutException': 'java.io.InterruptedIOException',
  'java.net.URISyntaxException': 'java.lang.Exception',
  'java.net.UnknownHostException': 'java.io.IOException',
  'java.nio.BufferOverflowException': 'java.lang.RuntimeException',
  'java.nio.BufferUnderflowException': 'java.lang.RuntimeException',
  'java.nio.charset.IllegalCharsetNameException': 'java.lang.IllegalArgumentException',
  'java.nio.charset.UnsupportedCharsetException': 'java.lang.IllegalArgumentException',
  'java.nio.file.FileSystemException': 'java.io.IOException',
  'java.nio.file.InvalidPathException': 'java.lang.IllegalArgumentException',
  'java.nio.file.NoSuchFileException': 'java.nio.file.FileSystemException',
  'java.security.GeneralSecurityException': 'java.lang.Exception',
  'java.security.NoSuchAlgorithmException': 'java.security.GeneralSecurityException',
  'java.sql.SQLException': 'java.lang.Exception',
  'java.text.ParseException': 'java.lang.Exception',
  'java.time.DateTimeException': 'java.lang.RuntimeException',
  'java.time.format.DateTimeParseException': 'java.time.DateTimeException',
  'java.util.ConcurrentModificationException': 'java.lang.RuntimeException',
  'java.util.DuplicateFormatFlagsException': 'java.util.IllegalFormatException',
  'java.util.EmptyStackException': 'java.lang.RuntimeException',
  'java.util.FormatFlagsConversionMismatchException': 'java.util.IllegalFormatException',
  'java.util.IllegalFormatConversionException': 'java.util.IllegalFormatException',
  'java.util.IllegalFormatException': 'java.lang.IllegalArgumentException',
  'java.util.IllegalFormatFlagsException': 'java.util.IllegalFormatException',
  'java.util.IllegalFormatPrecisionException': 'java.util.IllegalFormatException',
  'java.util.IllegalFormatWidthException': 'java.util.IllegalFormatException',
  'java.util.IllformedLocaleException': 'java.lang.RuntimeException',
  'java.util.InputMismatchException': 'java.util.NoSuchElementException',
  'java.util.MissingFormatArgumentException': 'java.util.IllegalFormatException',
  'java.util.MissingFormatWidthException': 'java.util.IllegalFormatException',
  'java.util.MissingResourceException': 'java.lang.RuntimeException',
  'java.util.NoSuchElementException': 'java.lang.RuntimeException',
  'java.util.UnknownFormatConversionException': 'java.util.IllegalFormatException',
  'java.util.UnknownFormatFlagsException': 'java.util.IllegalFormatException',
  'java.util.concurrent.BrokenBarrierException': 'java.lang.Exception',
  'java.util.concurrent.CancellationException': 'java.lang.IllegalStateException',
  'java.util.concurrent.CompletionException': 'java.lang.RuntimeException',
  'java.util.concurrent.ExecutionException': 'java.lang.Exception',
  'java.util.concurrent.RejectedExecutionException': 'java.lang.RuntimeException',
  'java.util.concurrent.TimeoutException': 'java.lang.Exception',
  'java.util.regex.PatternSyntaxException': 'java.lang.IllegalArgumentException',
  'java.util.zip.DataFormatException': 'java.lang.Exception',
  'java.util.zip.ZipException': 'java.io.IOException',
};

/** Whose messages are not simply what the constructor is given. */
const ownMessages = new Set([
  'java.io.ObjectStreamException',
  'java.lang.AssertionError',
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

const throwablesBySimpleName: ReadonlyMap<string, string> = new Map(Object.keys(parents).map((name) => [lastSegment(name), name]));

/** The JDK's throwable class that a name means, simple or qualified; undefined: none that is known. */
export function jdkThrowable(name: string): string | undefined {
  if (name.includes('.')) return Object.hasOwn(parents, name) ? name : undefined;
  return throwablesBySimpleName.get(name);
}

/** Whether a JDK throwable class is the other, or one of its subclasses. Both by their qualified names. */
export function isJdkSubclass(name: string, parent: string): boolean {
  for (let current: string | undefined = name; current !== undefined; current = parents[current]) if (current === parent) return true;
  return false;
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
  const [first, second] = args;
  const state = (message: Value, cause: Value): ThrowableState => ({ message, cause, suppressed: [] });
  if (ownMessages.has(className))
    return state(className === 'java.lang.AssertionError' && first === undefined ? none : unknownMessage(), none);
  if (first === undefined || (first.kind === 'null' && args.length === 1)) return state(none, none);
  if (args.length === 1) {
    if (first.kind === 'text') return state(first, none);
    if (throwableOf(first) !== undefined) return state(describeThrowable(run, first, site), first);
    return state(unknownMessage(), unknownCause(run, site));
  }
  const isMessage = first.kind === 'text' || first.kind === 'null' || (first.kind === 'unknown' && args.length === 2);
  return state(isMessage ? first : unknownMessage(), second ?? none);
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
  const message = value.kind === 'object' ? (run.invoke(value, 'getMessage', [], site) ?? state.message) : state.message;
  return message.kind === 'null' ? { kind: 'text', text: name } : { kind: 'text', text: `${name}: ${run.toText(message)}` };
}

/** The JDK, or the language itself, throws here. `message`: undefined where it has none; a value where it is not known. */
export function throwJava(className: string, message: string | Value | undefined, site: Site): never {
  throw new Thrown(madeThrowable(className, message), site);
}

/** A throwable as the JDK makes it; `className` is qualified. */
function madeThrowable(className: string, message: string | Value | undefined): Value {
  const text: Value = message === undefined ? { kind: 'null' } : typeof message === 'string' ? { kind: 'text', text: message } : message;
  return { kind: 'throwable', type: className, state: { message: text, cause: { kind: 'null' }, suppressed: [] } };
}

/** What every throwable does, as far as its class does not do it otherwise; undefined: not followed. */
export function callThrowable(run: Run, target: Value, method: string, args: readonly Value[], site: Site): Value | undefined {
  const state = throwableOf(target);
  if (state === undefined) return undefined;
  const [first] = args;
  switch (method) {
    case 'getMessage':
    case 'getLocalizedMessage':
      return state.message;
    case 'getCause':
      return state.cause;
    case 'toString':
      return describeThrowable(run, target, site);
    case 'initCause':
      if (first === undefined) return undefined;
      state.cause = first;
      return target;
    case 'addSuppressed':
      if (first === undefined) return undefined;
      state.suppressed.push(first);
      return { kind: 'void' };
    case 'getSuppressed':
      return { kind: 'list', items: [...state.suppressed], open: false };
    case 'fillInStackTrace':
      return target;
    case 'printStackTrace':
    case 'setStackTrace':
      return { kind: 'void' };
    default:
      return undefined;
  }
}

/** Calls that are not followed and yet known to change nothing that they are given; and how a call that is not followed is told of. */
import { lastSegment } from '../../form/labels.js';
import type { Value } from '../../values/values.js';
import { classOf } from './library.js';

/** Methods that change nothing of their receiver, whatever its class is. What they are given may still be changed. */
export const keepsReceiver: ReadonlySet<string> = new Set([
  'toString',
  'hashCode',
  'equals',
  'getClass',
  'name',
  'describe',
  'close',
  'start',
  'cleanUp',
  'size',
  'isEmpty',
]);

/** By simple class name: all methods, or those named. What is printed, logged or checked stays as it was. */
const harmlessClasses: Readonly<Record<string, RegExp>> = {
  Logger: /./,
  Log: /./,
  FluentLogger: /./,
  PrintStream: /^(?:print|println|printf|format|append|write|flush)$/,
  LoggerFactory: /./,
  LogManager: /./,
  Assert: /./,
  Assertions: /./,
  Preconditions: /^check/,
  Validate: /./,
  Thread: /^(?:sleep|currentThread|yield)$/,
};

const logging = /^(?:trace|debug|info|warn|warning|error|fatal|severe|fine|finer|finest|config)$/;
const assertions = /^(?:assert[A-Z]\w*|checkNotNull|checkArgument|checkState)$/;

/** undefined of `target`: a method that is called by its simple name. */
export function isHarmless(target: Value | undefined, method: string): boolean {
  if (target === undefined) return assertions.test(method);
  if (target.kind === 'class') return isOfClass(lastSegment(target.name), method);
  if (target.kind === 'serde') return method === 'configure';
  if (target.kind !== 'unknown') return false;
  const type = lastSegment(target.type?.name ?? '');
  if (isOfClass(type, method)) return true;
  if (/(?:Serde|Serializer|Deserializer)$/.test(type) && method === 'configure') return true;
  // System.out, and loggers that an annotation or a superclass declares.
  if (/^System\.(?:out|err)$/.test(target.label)) return isOfClass('PrintStream', method);
  return /^(?:log|logger|LOG|LOGGER)$/.test(target.label) && logging.test(method);
}

function isOfClass(name: string, method: string): boolean {
  return Object.hasOwn(harmlessClasses, name) && harmlessClasses[name]!.test(method);
}

/** Why a method of a value is not followed. */
export function unfollowed(target: Value, method: string): string {
  switch (target.kind) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'list':
    case 'map':
    case 'pair':
    case 'optional':
    case 'duration':
    case 'native':
      return `${classOf(target)}.${method}() of the JDK is not followed`;
    default:
      return `${method} is not known here`;
  }
}

const jdkPackages = /^javax?\./;
const jdkClasses = new Set(
  (
    'Arrays Boolean Byte Character Collections Collectors Comparator CompletableFuture Double Duration EnumSet Executors Files Float Instant IntStream ' +
    'Integer List LocalDate LocalDateTime Locale Long LongStream Map Math Objects Optional Paths Path Pattern Runtime Set Short Stream String System ' +
    'Thread TimeUnit UUID ZoneId'
  ).split(' '),
);

/** Why an object of a class that is not in the sources is not followed; `className` as it was resolved. */
export function unfollowedClass(className: string): string {
  const simple = lastSegment(className);
  return jdkPackages.test(className) ? `the class ${simple} of the JDK is not followed` : `the class ${simple} is not in the sources`;
}

/** Why a static method is not followed; `className` as it was resolved. */
export function unfollowedStatic(className: string, method: string): string {
  const simple = lastSegment(className);
  const isJdk = className.includes('.') ? jdkPackages.test(className) : jdkClasses.has(simple);
  return isJdk ? `${simple}.${method}() of the JDK is not followed` : `${simple}.${method} is not in the sources`;
}

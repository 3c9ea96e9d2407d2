/** java.lang.Math, where the result is exact. */
import { doubleValue, intOf, intValue, isFloating, longOf, longValue, toType } from '../../values/numbers.js';
import { promoted } from '../arithmetic.js';
import { throwJava } from '../throwables.js';
import type { NumberType, NumberValue, Value } from '../../values/values.js';
import { type LibraryCall, type Method, type Methods } from './call.js';

type Wide = Extract<NumberType, 'int' | 'long' | 'float' | 'double'>;

/** The numbers, in the type that both are widened to (JLS §5.6); undefined: not all are known. */
function numbers(call: LibraryCall): { readonly type: Wide; readonly values: readonly NumberValue[] } | undefined {
  const given = call.args.filter((arg) => arg.kind === 'number');
  if (given.length !== call.args.length) return undefined;
  const type = given.reduce<Wide>((wide, value) => promoted(wide, value.type), 'int');
  return { type, values: given.map((value) => toType(value, type)) };
}

function ofType(type: Wide, value: bigint): Value {
  return type === 'int' ? intValue(Number(BigInt.asIntN(32, value))) : longValue(value);
}

/** Of ints and longs. */
function whole(make: (call: LibraryCall, type: 'int' | 'long', values: readonly bigint[]) => Value | undefined): Method<undefined> {
  return (call) => {
    const given = numbers(call);
    if (given === undefined || (given.type !== 'int' && given.type !== 'long')) return undefined;
    return make(
      call,
      given.type,
      given.values.map((value) => longOf(value) ?? 0n),
    );
  };
}

/** Of so many numbers; refused where the result does not fit. */
function exact(count: number, make: (values: readonly bigint[]) => bigint): Method<undefined> {
  return whole((call, type, values) => {
    if (values.length !== count) return undefined;
    const result = make(values);
    if (BigInt.asIntN(type === 'int' ? 32 : 64, result) !== result)
      throwJava('java.lang.ArithmeticException', `${type === 'int' ? 'integer' : 'long'} overflow`, call.site);
    return ofType(type, result);
  });
}

function floorDiv(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function divided(make: (a: bigint, b: bigint) => bigint): Method<undefined> {
  return whole((call, type, [a, b]) => {
    if (a === undefined || b === undefined) return undefined;
    if (b === 0n) throwJava('java.lang.ArithmeticException', '/ by zero', call.site);
    // floorMod of a long and an int is an int.
    const second = call.args[1];
    return ofType(call.method === 'floorMod' && second?.kind === 'number' && second.type !== 'long' ? 'int' : type, make(a, b));
  });
}

function extreme(which: 'max' | 'min'): Method<undefined> {
  return (call) => {
    const given = numbers(call);
    const [a, b] = given?.values ?? [];
    if (given === undefined || a === undefined || b === undefined) return undefined;
    if (isFloating(a) || isFloating(b)) {
      if ([a, b].some((value) => Number.isNaN(value.value) || value.value === 0)) return undefined;
      return (which === 'max' ? a.value > b.value : a.value < b.value) ? a : b;
    }
    return (which === 'max' ? a.value > b.value : a.value < b.value) ? a : b;
  };
}

/** Of doubles, for functions whose result IEEE 754 fixes. */
function floating(make: (value: number) => number | undefined): Method<undefined> {
  return (call) => {
    const given = numbers(call)?.values.map((value) => Number(value.value));
    const result = given?.length === 1 ? make(given[0]!) : undefined;
    return result === undefined ? undefined : doubleValue(result);
  };
}

/** Only where the result is a whole number that a double holds. */
const pow: Method<undefined> = (call) => {
  const [base, exponent] = numbers(call)?.values.map((value) => Number(value.value)) ?? [];
  if (base === undefined || exponent === undefined || !Number.isInteger(base) || !Number.isInteger(exponent)) return undefined;
  if (exponent < 0 || exponent > 1_100) return undefined;
  const result = BigInt(base) ** BigInt(exponent);
  return result >= -(2n ** 53n) && result <= 2n ** 53n ? doubleValue(Number(result)) : undefined;
};

export const mathStatics: Methods<undefined> = {
  max: extreme('max'),
  min: extreme('min'),
  abs(call) {
    const given = numbers(call);
    const [value] = given?.values ?? [];
    if (given === undefined || value === undefined) return undefined;
    if (isFloating(value)) return { ...value, value: Math.abs(value.value) };
    const size = longOf(value) ?? 0n;
    return ofType(given.type, size < 0n ? -size : size);
  },
  addExact: exact(2, ([a, b]) => a! + b!),
  subtractExact: exact(2, ([a, b]) => a! - b!),
  multiplyExact: exact(2, ([a, b]) => a! * b!),
  incrementExact: exact(1, ([a]) => a! + 1n),
  decrementExact: exact(1, ([a]) => a! - 1n),
  negateExact: exact(1, ([a]) => -a!),
  toIntExact: (call) => {
    const value = longOf(call.args[0]);
    if (value === undefined) return undefined;
    if (BigInt.asIntN(32, value) !== value) throwJava('java.lang.ArithmeticException', 'integer overflow', call.site);
    return intValue(Number(value));
  },
  floorDiv: divided(floorDiv),
  floorMod: divided((a, b) => a - floorDiv(a, b) * b),
  ceil: floating(Math.ceil),
  floor: floating(Math.floor),
  rint: floating((value) => (Math.abs(value % 1) === 0.5 ? 2 * Math.round(value / 2) : Math.round(value))),
  sqrt: floating(Math.sqrt),
  signum: floating(Math.sign),
  round(call) {
    const [value] = call.args;
    if (value?.kind !== 'number' || !isFloating(value) || !Number.isFinite(value.value) || Math.abs(value.value) >= 2 ** 51)
      return undefined;
    const rounded = BigInt(Math.floor(value.value + 0.5));
    // The sum itself is rounded just below a half.
    if (Math.abs(value.value) % 1 === 0.5 - 2 ** -54) return undefined;
    return value.type === 'float' ? toType(longValue(rounded), 'int') : longValue(rounded);
  },
  pow,
  clamp: (call) => {
    const [value, low, high] = call.args.map((arg) => intOf(arg));
    return value === undefined || low === undefined || high === undefined || low > high
      ? undefined
      : intValue(Math.min(Math.max(value, low), high));
  },
};

export function mathConstant(className: string, name: string): Value | undefined {
  if (className !== 'Math') return undefined;
  return name === 'PI' ? doubleValue(Math.PI) : name === 'E' ? doubleValue(Math.E) : undefined;
}

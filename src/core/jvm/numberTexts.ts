/** How Java prints numbers: `String.valueOf` and concatenation (JLS §5.1.11). */
import { textOfCode } from '../values/holes.js';
import type { NumberValue } from '../values/values.js';

/**
 * From the smallest to below the largest, versions of Java before and after 19 print the same (JDK-4511638: before it, some got a
 * digit too many); beyond them it depends on the version.
 */
const smallest = 1e-6;
const largest = { float: 2 ** 25, double: 1e15 };

/** undefined: versions of Java do not print it alike. */
export function printNumber(value: NumberValue): string | undefined {
  switch (value.type) {
    case 'char':
      return textOfCode(value.value);
    case 'float':
    case 'double':
      return printFloating(value.value, value.type);
    default:
      return String(value.value);
  }
}

function printFloating(value: number, type: 'float' | 'double'): string | undefined {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size < smallest || size >= largest[type]) return undefined;
  const [digits, exponent] = shortest(size, type);
  const text = written(digits, exponent);
  return value < 0 ? `-${text}` : text;
}

/** The fewest digits that mean this value and no other of its type, and the power of ten of the first. */
function shortest(size: number, type: 'float' | 'double'): readonly [digits: string, exponent: number] {
  let text = size.toExponential();
  if (type === 'float') {
    for (let precision = 0; precision < 9; precision++) {
      text = size.toExponential(precision);
      if (Math.fround(Number(text)) === size) break;
    }
  }
  const e = text.indexOf('e');
  const digits = text.slice(0, e).replace('.', '');
  return [digits, Number(text.slice(e + 1))];
}

/** From 10⁻³ to below 10⁷ as a plain decimal, else with an exponent; always a digit after the point. */
function written(digits: string, exponent: number): string {
  if (exponent < -3 || exponent >= 7) return `${digits[0]!}.${digits.slice(1) || '0'}E${exponent}`;
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 2, '0');
  return `${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1)}`;
}

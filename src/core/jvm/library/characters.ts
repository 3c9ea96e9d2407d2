/** java.lang.Character. What a character beyond ASCII is depends on the version of Unicode, and so of Java: little is said of these. */
import { array } from '../arrayValues.js';
import { primitive } from '../javaTypes.js';
import { textOfCode } from '../../values/holes.js';
import { charValue, intOf, intValue } from '../../values/numbers.js';
import type { Value } from '../../values/values.js';
import { booleanValue, textValue, type LibraryCall, type Methods } from './call.js';

/** Character#isWhitespace: Unicode's spaces but those that do not break, and some controls. */
export function isWhitespace(code: number): boolean {
  if ((code >= 9 && code <= 13) || (code >= 0x1c && code <= 0x20)) return true;
  return code > 127 && code !== 0xa0 && code !== 0x2007 && code !== 0x202f && /[\p{Zs}\p{Zl}\p{Zp}]/u.test(String.fromCharCode(code));
}

/** Of ASCII only. */
function test(pattern: RegExp): Methods<undefined>[string] {
  return (call) => {
    const code = intOf(call.args[0]);
    return code === undefined || code < 0 || code > 127 ? undefined : booleanValue(pattern.test(String.fromCharCode(code)));
  };
}

/** A char, or a code point where an int is given. */
function mapped(change: (text: string) => string): Methods<undefined>[string] {
  return (call) => {
    const [value] = call.args;
    const code = intOf(value);
    if (code === undefined || code < 0 || code > 127 || value?.kind !== 'number') return undefined;
    const to = change(String.fromCharCode(code)).charCodeAt(0);
    return value.type === 'char' ? charValue(to) : intValue(to);
  };
}

function digitOf(code: number, radix: number): number {
  const digit = code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 122 ? code - 87 : code >= 65 && code <= 90 ? code - 55 : -1;
  return digit < radix ? digit : -1;
}

export const characterStatics: Methods<undefined> = {
  isDigit: test(/\d/),
  isLetter: test(/[A-Za-z]/),
  isAlphabetic: test(/[A-Za-z]/),
  isLetterOrDigit: test(/[A-Za-z0-9]/),
  isUpperCase: test(/[A-Z]/),
  isLowerCase: test(/[a-z]/),
  isJavaIdentifierStart: test(/[A-Za-z_$]/),
  isWhitespace(call) {
    const code = intOf(call.args[0]);
    return code === undefined || code > 127 ? undefined : booleanValue(isWhitespace(code));
  },
  isSpaceChar: test(/ /),
  toUpperCase: mapped((text) => text.toUpperCase()),
  toLowerCase: mapped((text) => text.toLowerCase()),
  toString(call: LibraryCall) {
    const code = intOf(call.args[0]);
    const text = code === undefined || code < 0 || code > 0x10ffff ? undefined : textOfCode(code);
    return text === undefined ? undefined : textValue(text);
  },
  valueOf: (call: LibraryCall) => boxOf(call),
  getNumericValue(call) {
    const code = intOf(call.args[0]);
    return code === undefined || code > 127 ? undefined : intValue(digitOf(code, 36));
  },
  digit(call) {
    const [code, radix] = call.args.map((arg) => intOf(arg));
    return code === undefined || radix === undefined || code > 127 || radix < 2 || radix > 36 ? undefined : intValue(digitOf(code, radix));
  },
  forDigit(call) {
    const [digit, radix] = call.args.map((arg) => intOf(arg));
    if (digit === undefined || radix === undefined || radix < 2 || radix > 36) return undefined;
    return charValue(digit < 0 || digit >= radix ? 0 : digit.toString(36).charCodeAt(0));
  },
  compare(call) {
    const [a, b] = call.args.map((arg) => intOf(arg));
    return a === undefined || b === undefined ? undefined : intValue(a - b);
  },
  hashCode(call) {
    const code = intOf(call.args[0]);
    return code === undefined ? undefined : intValue(code);
  },
  toChars(call) {
    const code = intOf(call.args[0]);
    if (code === undefined || code < 0 || code > 0x10ffff) return undefined;
    const text = String.fromCodePoint(code);
    return array(
      text.split('').map((unit) => charValue(unit.charCodeAt(0))),
      primitive('char'),
    );
  },
};

function boxOf(call: LibraryCall): Value | undefined {
  const [value] = call.args;
  return value?.kind === 'number' && value.type === 'char' ? { ...value, boxed: true } : undefined;
}

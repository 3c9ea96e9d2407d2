/**
 * What a plain word of YAML stands for. Spring, Quarkus and Micronaut read YAML 1.1 with SnakeYAML: Spring and Micronaut print what it
 * gives as Java does, Quarkus (SmallRye Config) leaves numbers as they are written.
 */
import { printNumber } from '../../core/jvm/numberTexts.js';

export type YamlReader = 'spring' | 'smallrye' | 'micronaut';

/** null: as if the key were not there. undefined: what it stands for is not known. */
export type YamlText = string | null | undefined;

const truths = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const untruths = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const nothing = /^(?:~|null|Null|NULL|)$/;
const decimal = /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?$/;
const wholes = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const radixes: readonly (readonly [RegExp, prefix: string])[] = [
  [/^[-+]?0b_*[01][01_]*$/, '0b'],
  [/^[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*$/, '0x'],
  [/^[-+]?0_*[0-7][0-7_]*$/, '0o'],
];
const sixties = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,10}(?:\.[0-9_]*)?$/;
/** With a time Micronaut prints it otherwise than it is written. */
const moment = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t])/;
/** Of a number: longer ones are no configuration. */
const longestNumber = 60;

/** `reader`: undefined where it is not known which it is; then only what all of them read alike is known. */
export function plainText(word: string, reader: YamlReader | undefined): YamlText {
  if (reader === undefined) {
    const [text, ...others] = (['spring', 'smallrye', 'micronaut'] as const).map((one) => plainText(word, one));
    return others.every((other) => other === text) ? text : undefined;
  }
  if (nothing.test(word)) return reader === 'spring' ? '' : null;
  if (truths.test(word)) return 'true';
  if (untruths.test(word)) return 'false';
  if (reader === 'smallrye') return word;
  if (reader === 'micronaut' && moment.test(word)) return undefined;
  if (word.length <= longestNumber) return numberText(word);
  return /^[-+.\d]/.test(word) ? undefined : word;
}

/** The word itself, where it is no number; undefined: Java's versions do not print the number alike. */
function numberText(word: string): string | undefined {
  const digits = word.replace(/^[-+]/, '').replaceAll('_', '');
  const sign = word.startsWith('-') ? '-' : '';
  const signed = (size: bigint): string => (size === 0n ? '0' : `${sign}${size}`);
  if (wholes.test(word)) return signed(BigInt(digits));
  const [, prefix] = radixes.find(([form]) => form.test(word)) ?? [];
  if (prefix !== undefined) return signed(BigInt(`${prefix}${prefix === '0o' ? digits : digits.slice(2)}`));
  if (sixties.test(word) && (word.includes('.') || /^[-+]?[1-9]/.test(word))) {
    const value = digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    return word.includes('.') ? printed(sign, value) : `${sign}${value}`;
  }
  const infinite = /^[-+]?\.(?:inf|Inf|INF)$/.test(word) ? `${sign}Infinity` : undefined;
  if (infinite !== undefined || /^\.(?:nan|NaN|NAN)$/.test(word)) return infinite ?? 'NaN';
  return decimal.test(word) && /[.eE]/.test(word) ? printed(sign, Number(digits)) : word;
}

function printed(sign: string, value: number): string | undefined {
  return printNumber({ kind: 'number', type: 'double', value: sign === '' ? value : -value });
}

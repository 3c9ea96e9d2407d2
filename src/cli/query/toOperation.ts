/** The words after `query` as an operation. */
import { editDistance } from '../../base/editDistance.js';
import type { StoreOperation } from '../../store/query.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';
import { parseTime } from '../units.js';

const operands: Readonly<Record<StoreOperation['kind'], string>> = {
  get: 'KEY',
  range: 'FROM TO',
  prefix: 'KEY',
  all: '',
  window: 'KEY',
  sessions: 'KEY',
  history: 'KEY',
};

const isKind = (word: string): word is StoreOperation['kind'] => Object.hasOwn(operands, word);

/** Throws a CommandLineError. */
export function toOperation(given: GivenOptions): StoreOperation {
  const [kind = '', ...words] = given.paths;
  if (!isKind(kind)) {
    const near = Object.keys(operands).find((name) => editDistance(name, kind) <= 2);
    throw new CommandLineError(
      `query knows no ${kind}${near === undefined ? '' : ` (did you mean ${near}?)`}; its operations are ${Object.keys(operands).join(', ')}`,
    );
  }
  const wanted = operands[kind] === '' ? 0 : operands[kind].split(' ').length;
  if (words.length !== wanted)
    throw new CommandLineError(
      `${kind} takes ${wanted === 0 ? 'no key' : operands[kind]}, not ${words.length === 0 ? 'nothing' : `'${words.join(' ')}'`}; quote a key that has spaces, and write -- before one that starts with --`,
    );
  const [from, to] = [given.text('from'), given.text('to')];
  if (kind !== 'window' && (from !== undefined || to !== undefined))
    throw new CommandLineError(`--from and --to go with window, not with ${kind}`);
  const key = { text: words[0] ?? '' };
  const at = (text: string | undefined): number | null => (text === undefined ? null : parseTime(text));
  switch (kind) {
    case 'all':
      return { kind };
    case 'range':
      return { kind, from: key, to: { text: words[1] ?? '' } };
    case 'prefix':
      return { kind, prefix: key };
    case 'window':
      return { kind, key, from: at(from), to: at(to) };
    case 'get':
    case 'sessions':
    case 'history':
      return { kind, key };
  }
}

/** `lombok.config`: settings of the classes below a folder, as far as they change what Lombok writes. */

export interface LombokConfig {
  /** undefined: not set. */
  flag(key: ConfigFlag): boolean | undefined;
  /** Of the names of fields. */
  readonly prefixes: readonly string[];
  /** Something is set that is not followed: what Lombok writes is not known. */
  readonly isUnclear: boolean;
  readonly isTextUnclear: boolean;
  readonly isEqualityUnclear: boolean;
}

export type ConfigFlag = 'accessors.chain' | 'accessors.fluent' | 'fieldDefaults.defaultFinal' | 'fieldDefaults.defaultPrivate';

const flags: readonly ConfigFlag[] = ['accessors.chain', 'accessors.fluent', 'fieldDefaults.defaultFinal', 'fieldDefaults.defaultPrivate'];

/** Settings that change no value: what is written on members beside their code, what is warned of, loggers. */
const harmless =
  /^(?:config\.stopbubbling|dangerousconfig\..*|checkerframework|lombok\.(?:add\w+|.*flagusage|log\..*|extern\..*|copyableannotations|copyjacksonannotationstoaccessors|anyconstructor\.\w+|jacksonized\..*|fieldnameconstants\..*|experimental\..*))$/;

/** Of all files above a class together: beyond it they are not followed. */
const mostCharacters = 65_536;
const notFollowed = ['more than is read'];

export const noConfig = readConfig([]);

/** `texts`: of the files from the top folder down to the class's own. */
export function readConfig(texts: readonly string[]): LombokConfig {
  const values = new Map<string, string>();
  let prefixes: string[] = [];
  let isBroken = false;
  const isShort = texts.reduce((sum, { length }) => sum + length, 0) <= mostCharacters;
  for (const text of isShort ? texts : notFollowed) {
    const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
    if (lines.some((line) => /^config\.stopBubbling\s*=\s*true$/i.test(line))) {
      values.clear();
      prefixes = [];
      isBroken = false;
    }
    for (const line of lines) {
      if (line === '' || line.startsWith('#')) continue;
      const [, cleared] = /^clear\s+(\S+)$/i.exec(line) ?? [];
      const [, written = '', operator, value = ''] = /^([\w.]+)\s*([+-]?=)(.*)$/.exec(line) ?? [];
      const key = (cleared ?? written).toLowerCase();
      if (key === '') isBroken = true;
      else if (key === 'lombok.accessors.prefix') {
        const given = cleared === undefined ? value.trim() : '';
        if (cleared !== undefined) prefixes = [];
        else if (operator === '+=') prefixes = [...prefixes, given];
        else if (operator === '-=') prefixes = prefixes.filter((one) => one !== given);
        else isBroken = true;
      } else if (cleared !== undefined) values.delete(key);
      else values.set(key, value.trim().toLowerCase());
    }
  }
  const keyOf = (flag: ConfigFlag): string => `lombok.${flag.toLowerCase()}`;
  const isFlag = (value: string | undefined): boolean => value === undefined || value === 'true' || value === 'false';
  const known = flags.map(keyOf);
  const others = [...values.keys()].filter((key) => !known.includes(key) && !harmless.test(key));
  const isOf = (topic: string) => (key: string) => key.startsWith(`lombok.${topic}.`);
  return {
    flag(name) {
      const value = values.get(keyOf(name));
      return value === undefined ? undefined : value === 'true';
    },
    prefixes,
    isUnclear:
      isBroken ||
      !known.every((key) => isFlag(values.get(key))) ||
      others.some((key) => !isOf('tostring')(key) && !isOf('equalsandhashcode')(key)),
    isTextUnclear: others.some(isOf('tostring')),
    isEqualityUnclear: others.some(isOf('equalsandhashcode')),
  };
}

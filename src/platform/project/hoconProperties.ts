import { longestKey, perCharacter, type Spend, stepsOfEntry } from './projectReading.js';
import { quotedText } from './scriptText.js';

/** What one place of the text says of a path, in the order of the text; what is said last counts. */
export type HoconAssignment = { readonly path: string } & HoconTold;

type HoconTold =
  | { readonly kind: 'text'; readonly text: string }
  /** `a = ${?A}`: where the variable is set, it counts; else what was said before. */
  | { readonly kind: 'variable'; readonly variable: string }
  /** It is an object, with what was said of its members. */
  | { readonly kind: 'object' }
  /** What the path is, and all below it, is not known. */
  | { readonly kind: 'unknown' };

/** Objects inside objects. */
const maxDepth = 50;

/**
 * The plain part of HOCON (`application.conf` of Lightbend Config): nested objects, dotted keys, quoted and unquoted values,
 * comments. A value with a substitution (`${…}`), an array or an appended value (`+=`) is left out, with all that was said of its key before:
 * what it is, only the running application knows. undefined: the text uses what is not read here (`include`, triple quotes), or is broken.
 * So does one with keys or objects of a depth that nobody writes.
 */
export function parseHoconProperties(
  text: string,
  spend: Spend,
  tell?: (told: HoconAssignment) => void,
): ReadonlyMap<string, string> | undefined {
  const entries = new Map<string, string>();
  const prefixes: string[] = [''];
  let key = '';
  let value: string | undefined;
  let reading: 'key' | 'value' = 'key';
  let uncertain = false;
  let substitution: string | undefined;
  let isPlain = true;
  let arrays = 0;

  const finish = (): void => {
    if (reading === 'value') {
      const path = prefixes.at(-1)! + key.trim();
      spend(stepsOfEntry + path.length * perCharacter);
      if (uncertain || value === undefined) entries.delete(path);
      else entries.set(path, value.trim());
      tell?.({ path, ...assigned(uncertain || !isPlain, value, substitution) });
    } else if (key.trim() !== '') return;
    key = '';
    value = undefined;
    uncertain = false;
    substitution = undefined;
    isPlain = true;
    reading = 'key';
  };

  for (const part of tokensOf(text)) {
    if (part !== undefined && /^"(?!"")/.test(part)) {
      // A quoted key with a dot is one name, and no path.
      if (reading === 'key' && part.includes('.')) tell?.({ path: '', kind: 'unknown' });
      isPlain &&= !/\\|^"\s|\s"$/.test(part);
    }
    if (part === undefined || part === '"""' || key.length > longestKey) return undefined;
    if (part === '[') arrays++;
    else if (part === ']') arrays--;
    if (arrays > 0 || part === ']') uncertain = true;
    else if (part === '{') {
      if (reading === 'value' && value !== undefined && value.trim() !== '') return undefined;
      const name = key.trim();
      if (name !== '') tell?.({ path: prefixes.at(-1)! + name, kind: uncertain ? 'unknown' : 'object' });
      if (prefixes.length > maxDepth || prefixes.at(-1)!.length > longestKey) return undefined;
      prefixes.push(name === '' ? prefixes.at(-1)! : `${prefixes.at(-1)!}${name}.`);
      key = '';
      value = undefined;
      reading = 'key';
    } else if (part === '}') {
      finish();
      if (key.trim() !== '' || prefixes.length === 1) return undefined;
      prefixes.pop();
    } else if (part === ',' || (/^\s/.test(part) && part.includes('\n') && (reading === 'key' || value !== undefined || uncertain)))
      finish();
    else if (part === '+') {
      substitution = '';
      uncertain = true;
    } else if (reading === 'key' && (part === '=' || part === ':')) reading = 'value';
    else if (part.startsWith('#') || part.startsWith('//')) continue;
    else if (part.startsWith('${')) {
      substitution = substitution === undefined && !uncertain ? part : '';
      uncertain = true;
    } else if (reading === 'key') key += part.startsWith('"') ? unquoted(part) : part;
    else if (value !== undefined || !/^\s/.test(part)) value = (value ?? '') + (part.startsWith('"') ? unquoted(part) : part);
    if (reading === 'key' && key === 'include') return undefined;
  }
  finish();
  return prefixes.length === 1 && key.trim() === '' ? entries : undefined;
}

function assigned(uncertain: boolean, value: string | undefined, substitution: string | undefined): HoconTold {
  const variable = value === undefined ? /^\$\{\?([A-Z][A-Z0-9_]*)\}$/.exec(substitution ?? '')?.[1] : undefined;
  if (variable !== undefined) return { kind: 'variable', variable };
  return uncertain || value === undefined ? { kind: 'unknown' } : { kind: 'text', text: value.trim() };
}

/** undefined: a text or a substitution that is not closed. */
function* tokensOf(text: string): Generator<string | undefined> {
  const word = /\s+|#[^\n]*|\/\/[^\n]*|[{}[\]:=,+]|[^\s"{}[\]:=,+#$/]+|[$/]/y;
  for (let at = 0; at < text.length;) {
    let end: number | undefined;
    if (text.startsWith('"""', at)) end = at + 3;
    else if (text[at] === '"') {
      const quoted = quotedText(text, at);
      end = quoted.isClosed ? quoted.end : undefined;
    } else if (text.startsWith('${', at)) {
      const close = text.indexOf('}', at);
      end = close < 0 ? undefined : close + 1;
    } else {
      word.lastIndex = at;
      word.test(text);
      end = word.lastIndex;
    }
    yield end === undefined ? undefined : text.slice(at, end);
    if (end === undefined) return;
    at = end;
  }
}

function unquoted(text: string): string {
  return text.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

/** The settings of the one object that has a key, by their names inside that object; undefined where none has it, or several. */
export function objectWith(key: string, entries: ReadonlyMap<string, string>): ReadonlyMap<string, string> | undefined {
  const prefixes = [...entries.keys()].filter((k) => k === key || k.endsWith(`.${key}`)).map((k) => k.slice(0, -key.length));
  if (prefixes.length !== 1) return undefined;
  const prefix = prefixes[0]!;
  return new Map([...entries].filter(([k]) => k.startsWith(prefix)).map(([k, v]) => [k.slice(prefix.length), v]));
}

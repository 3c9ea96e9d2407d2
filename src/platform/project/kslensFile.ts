/** `kslens.json` in a project's folder: what only people know. */
import path from 'node:path';
import { isReserved } from '../../core/values/holes.js';
import { type ProjectReading, stepsOfEntry, Unread } from './projectReading.js';

const kslensFile = 'kslens.json';

export interface SaidByPeople {
  /** By configuration key, environment variable, or the name that a reason of the report gives. */
  readonly values: Readonly<Record<string, string>>;
  readonly kafkaVersion?: string;
  readonly applicationId?: string;
  readonly optimization?: string;
}

const nothing: SaidByPeople = { values: {} };
const maxBytes = 256 * 1024;
const form =
  'it is read as { "values": { "NAME": "value" }, "kafkaVersion": "…", "applicationId": "…", "optimization": "…" }, each of which may be absent';

/** As the options of the command line take them. */
const forms = {
  kafkaVersion: { pattern: /^\d+\.\d+(?:\.\d+)?$/, is: 'a version such as 3.9.1' },
  applicationId: { pattern: /^[\w.-]{1,200}$/, is: 'of letters, digits, dots, hyphens and underscores only' },
  optimization: { pattern: /^[\w.-]{1,100}(?:, ?[\w.-]{1,100}){0,5}$/, is: 'none, all, or optimisations with commas between' },
};

const longestValue = 4_000;
/** Of all files of an analysis. */
const mostCharacters = 300_000;

/**
 * What the nearest one says, from a folder up to the top of its project. One that is refused, or is not of the form, says nothing, and is
 * told of; it still stands before those above it. Each is read once.
 */
export function createKslensFiles(reading: ProjectReading): (folder: string, top: string) => SaidByPeople {
  const known = new Map<string, SaidByPeople | undefined>();
  let left = mostCharacters;
  const parse = (text: string): SaidByPeople => {
    const said = parseKslensFile(text);
    for (const [key, value] of Object.entries(said.values)) left -= key.length + value.length;
    if (left < 0) throw new Unread(`its values are more than is read: ${mostCharacters} characters of all ${kslensFile} together`);
    return said;
  };
  /** undefined: there is none. */
  const read = (file: string): SaidByPeople | undefined => {
    const text = reading.files.readText(file, maxBytes);
    if (text === undefined) return reading.files.skipped.has(file) ? nothing : undefined;
    return reading.attempt(file, nothing, () => parse(text));
  };
  const saidIn = (folder: string): SaidByPeople | undefined => {
    if (!known.has(folder)) known.set(folder, read(path.join(folder, kslensFile)));
    return known.get(folder);
  };
  return (folder, top) => {
    for (let at = folder; ; at = path.dirname(at)) {
      const said = saidIn(at);
      if (said === undefined && at !== top && path.dirname(at) !== at) continue;
      const { values } = said ?? nothing;
      // Each module has them beside its own.
      return reading.attempt(path.join(at, kslensFile), nothing, () => {
        reading.spend(Object.keys(values).length * stepsOfEntry);
        return said ?? nothing;
      });
    }
  };
}

/** Throws Unread with what is wrong. */
export function parseKslensFile(text: string): SaidByPeople {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Unread(`it is not valid JSON; ${form}`);
  }
  if (!isRecord(parsed)) throw new Unread(form);
  const twice = keyGivenTwice(text);
  if (twice !== undefined) throw new Unread(`it gives ${JSON.stringify(twice.slice(0, 60))} twice`);
  const { values = {}, ...rest } = parsed;
  const other = Object.keys(rest).find((key) => !['kafkaVersion', 'applicationId', 'optimization', '$schema'].includes(key));
  if (other !== undefined) throw new Unread(`it has ${JSON.stringify(other.slice(0, 60))}, which is not known; ${form}`);
  if (!isRecord(values)) throw new Unread(`its "values" are no object; ${form}`);
  const word = (key: keyof typeof forms): string | undefined => {
    const value = rest[key];
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw new Unread(`its "${key}" is not a text; ${form}`);
    const { pattern, is } = forms[key];
    if (!pattern.test(value)) throw new Unread(`its "${key}" is not ${is}`);
    return value;
  };
  const [kafkaVersion, applicationId, optimization] = [word('kafkaVersion'), word('applicationId'), word('optimization')];
  return {
    values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, textOf(key, value)])),
    ...(kafkaVersion === undefined ? {} : { kafkaVersion }),
    ...(applicationId === undefined ? {} : { applicationId }),
    ...(optimization === undefined ? {} : { optimization }),
  };
}

/** Of valid JSON: a key that an object has more than once, of which others read the first or the last. */
function keyGivenTwice(text: string): string | undefined {
  const objects: Set<string>[] = [];
  let start: number | undefined;
  let last = '';
  for (const { 0: token, index } of text.matchAll(/\\.|["{}:]/g)) {
    if (token === '"') {
      if (start !== undefined) last = text.slice(start, index + 1);
      start = start === undefined ? index : undefined;
    } else if (start !== undefined) continue;
    else if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else {
      const key = String(JSON.parse(last));
      if (objects.at(-1)?.has(key) === true) return key;
      objects.at(-1)?.add(key);
    }
  }
  return undefined;
}

function textOf(key: string, value: unknown): string {
  const shown = JSON.stringify(key.slice(0, 60));
  if (typeof value === 'string' && value.length > longestValue)
    throw new Unread(`the value of ${shown} has more than ${longestValue} characters`);
  if (typeof value === 'string' && isReserved(value)) throw new Unread(`the value of ${shown} has characters that are not followed`);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Unread(`the value of ${shown} is neither a text, nor a number, true or false; ${form}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `kslens.json` in a project's folder: what only people know. */
import path from 'node:path';
import { type ProjectReading, Unread } from './projectReading.js';

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

/** What the nearest one says, from a folder up to the top of its project. One that is not of the form says nothing, and is told of. */
export function readKslensFile(folder: string, top: string, reading: ProjectReading): SaidByPeople {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, kslensFile);
    const text = reading.files.readText(file, maxBytes);
    if (text !== undefined) return reading.attempt(file, nothing, () => parseKslensFile(text));
    if (at === top || path.dirname(at) === at) return nothing;
  }
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

function textOf(key: string, value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Unread(`the value of ${JSON.stringify(key.slice(0, 60))} is neither a text, nor a number, true or false; ${form}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

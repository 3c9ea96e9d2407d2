/** The registry's HTTP interface as Confluent defines it and others follow, and Apicurio's own for its ids of eight bytes. */
import { fail, succeed, type Result } from '../../base/result.js';
import type { Call } from '../../kafka/connection.js';
import { withinTime } from '../../kafka/withinTime.js';
import {
  refText,
  type RegisteredSchema,
  type RegistryError,
  type RegistryGet,
  type SchemaRef,
  type SchemaRegistry,
  type SchemaType,
} from './schemaRegistry.js';

type Answer<T> = Result<T, RegistryError>;

interface Reference {
  readonly name: string;
  readonly subject: string;
  readonly version: number;
}

interface SchemaBody {
  readonly schema: string;
  readonly schemaType?: unknown;
  readonly id?: unknown;
  readonly references?: unknown;
}

export interface SchemaLimits {
  /** For a schema with all that it refers to. */
  readonly schemaMs?: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
}

/** How long a registry that took too long is left alone: else each column of a query, and each page, would wait as long. */
const silenceMs = 30_000;
/** In characters: beyond it, what was kept is asked for anew. */
const mostKept = 64 * 1024 * 1024;

export function createSchemaRegistry(
  ask: RegistryGet,
  { schemaMs = 8_000, now = () => performance.now() }: SchemaLimits = {},
): SchemaRegistry & {
  /** A person asks anew: what took too long is waited for again. */
  askAgain(): void;
} {
  const kept = new Map<string, RegisteredSchema>();
  let keptSize = 0;
  let silence: { readonly problem: string; readonly until: number } | undefined;
  const get: RegistryGet = (path, call) => {
    const problem = silence !== undefined && now() < silence.until ? silence.problem : undefined;
    return problem === undefined ? ask(path, call) : Promise.resolve({ problem });
  };
  /** Asked now: several columns may want the same at once. */
  const asked = new Map<string, Promise<Answer<RegisteredSchema>>>();
  const fetchInTime = (ref: SchemaRef, call?: Call): Promise<Answer<RegisteredSchema>> =>
    withinTime(schemaMs, call?.signal, async (signal, isLate) => {
      const found = await fetchSchema(ref, { ...call, signal });
      if (found.ok || !isLate() || call?.signal?.aborted === true) return found;
      const problem = `the schema registry does not give ${refText(ref)} with all that it refers to within ${schemaMs / 1000} s`;
      silence = { problem, until: now() + silenceMs };
      return fail({ kind: 'unavailable', message: problem });
    });
  const fetchSchema = async (ref: SchemaRef, call: Call): Promise<Answer<RegisteredSchema>> => {
    if (ref.kind === 'globalId' || ref.kind === 'contentId') return fetchApicurio(get, ref, call);
    const path = pathOf(ref);
    if (path === undefined) return fail({ kind: 'refused', message: `${refText(ref)} has a name that no address can hold` });
    const body = await fetchBody(get, path, refText(ref), call);
    if (!body.ok) return body;
    const references = await fetchReferences(get, referencesOf(body.value), call);
    if (!references.ok) return references;
    const type = typeOf(body.value);
    const id = typeof body.value.id === 'number' ? body.value.id : ref.kind === 'id' ? ref.id : null;
    return type === undefined
      ? fail({ kind: 'refused', message: `${refText(ref)} is of a type that is not known: ${String(body.value.schemaType).slice(0, 40)}` })
      : succeed({ type, text: body.value.schema, id, references: references.value });
  };
  return {
    async find(ref, call) {
      const name = refText(ref);
      const known = kept.get(name);
      if (known !== undefined) return succeed(known);
      const running = asked.get(name);
      if (running !== undefined) return running;
      const question = fetchInTime(ref, call);
      asked.set(name, question);
      try {
        const found = await question;
        if (found.ok) {
          if (keptSize > mostKept) {
            kept.clear();
            keptSize = 0;
          }
          kept.set(name, found.value);
          keptSize += found.value.references.reduce((sum, { text }) => sum + text.length, found.value.text.length);
        }
        return found;
      } finally {
        asked.delete(name);
      }
    },
    askAgain() {
      silence = undefined;
    },
  };
}

/** undefined: an address cannot hold it as it is, or would mean another place by it. */
function pathPart(text: string): string | undefined {
  if (text === '.' || text === '..' || text === '') return undefined;
  try {
    return encodeURIComponent(text);
  } catch {
    return undefined; // half of a character
  }
}

function pathOf(ref: Exclude<SchemaRef, { kind: 'globalId' | 'contentId' }>): string | undefined {
  switch (ref.kind) {
    case 'id':
      return `/schemas/ids/${ref.id}`;
    case 'guid':
      return `/schemas/guids/${ref.guid}`;
    case 'subject': {
      const subject = pathPart(ref.subject);
      return subject === undefined ? undefined : `/subjects/${subject}/versions/latest`;
    }
  }
}

async function fetchBody(get: RegistryGet, path: string, what: string, call?: Call): Promise<Answer<SchemaBody>> {
  const body = await fetchJson(get, path, what, call);
  if (!body.ok) return body;
  const given = body.value as Partial<SchemaBody> | null;
  return typeof given === 'object' && given !== null && typeof given.schema === 'string'
    ? succeed({ ...given, schema: given.schema })
    : fail({ kind: 'refused', message: `the answer for ${what} holds no schema: is ${path} below the address of a schema registry?` });
}

async function fetchJson(get: RegistryGet, path: string, what: string, call?: Call): Promise<Answer<unknown>> {
  const text = await fetchText(get, path, what, call);
  if (!text.ok) return text;
  try {
    return succeed(JSON.parse(text.value) as unknown);
  } catch {
    return fail({ kind: 'refused', message: `the answer for ${what} is no JSON: something else than a schema registry answers` });
  }
}

async function fetchText(get: RegistryGet, path: string, what: string, call?: Call): Promise<Answer<string>> {
  const answer = await get(path, call);
  if ('problem' in answer) return fail({ kind: 'unavailable', message: answer.problem });
  const { status, body } = answer;
  if (status === 200) return succeed(body);
  const said = reasonOf(body);
  if (status === 404) return fail({ kind: 'notFound', message: `the schema registry has no ${what}${said}` });
  if (status === 401)
    return fail({ kind: 'refused', message: `the schema registry does not accept the name and password, or the token${said}` });
  if (status === 403) return fail({ kind: 'refused', message: `the schema registry does not let this user read ${what}${said}` });
  return fail({
    kind: status >= 500 || status === 429 ? 'unavailable' : 'refused',
    message: `the schema registry answers ${status} for ${what}${said}`,
  });
}

/** What the registry says beside the status, if it says it as a registry does. */
function reasonOf(body: string): string {
  try {
    const { message } = JSON.parse(body) as { readonly message?: unknown };
    // Controls would steer a terminal.
    return typeof message === 'string' ? ` (${message.replaceAll(/\p{C}/gu, ' ').slice(0, 200)})` : '';
  } catch {
    return '';
  }
}

function typeOf({ schemaType }: SchemaBody): SchemaType | undefined {
  // Registries from before Protobuf say no type.
  if (schemaType === undefined || schemaType === null) return 'AVRO';
  return schemaType === 'AVRO' || schemaType === 'PROTOBUF' || schemaType === 'JSON' ? schemaType : undefined;
}

function referencesOf({ references }: { readonly references?: unknown }): Reference[] {
  if (!Array.isArray(references)) return [];
  return (references as readonly unknown[]).flatMap((one) => {
    const { name, subject, version } = (one ?? {}) as Partial<Record<keyof Reference, unknown>>;
    return typeof name === 'string' && typeof subject === 'string' && Number.isSafeInteger(version)
      ? [{ name, subject, version: Number(version) }]
      : [];
  });
}

/** What keeps a registry that answers nonsense from being asked for ever. */
const mostReferences = 500;
/** In characters, of all that a schema refers to. */
const largestReferences = 4 * 1024 * 1024;

const shownName = (name: string): string => name.slice(0, 200);
const unusableName = (name: string): Answer<never> =>
  fail({ kind: 'refused', message: `it refers to ${JSON.stringify(shownName(name))}, a name that no address can hold` });
const tooLarge: Answer<never> = fail({
  kind: 'refused',
  message: `what it refers to has more than ${largestReferences.toLocaleString('en')} characters`,
});

async function fetchReferences(
  get: RegistryGet,
  wanted: readonly Reference[],
  call?: Call,
): Promise<Answer<readonly { readonly name: string; readonly text: string }[]>> {
  const found = new Map<string, string>();
  const visiting = new Set<string>();
  let size = 0;
  const visit = async (references: readonly Reference[]): Promise<Answer<void>> => {
    for (const { name, subject, version } of references) {
      if (found.has(name) || visiting.has(name)) continue;
      visiting.add(name);
      if (visiting.size > mostReferences)
        return fail({ kind: 'refused', message: `it refers to more than ${mostReferences} other schemas` });
      const part = pathPart(subject);
      if (part === undefined) return unusableName(subject);
      const what = `version ${version} of subject ${shownName(subject)}, which it refers to`;
      const path = `/subjects/${part}/versions/${version}?deleted=true`;
      const body = await fetchBody(get, path, what, call);
      if (!body.ok) return body;
      size += body.value.schema.length;
      if (size > largestReferences) return tooLarge;
      const own = await visit(referencesOf(body.value));
      if (!own.ok) return own;
      found.set(name, body.value.schema);
    }
    return succeed(undefined);
  };
  const visited = await visit(wanted);
  return visited.ok ? succeed([...found].map(([name, text]) => ({ name, text }))) : visited;
}

/** Apicurio's own interface: the artifact as it was put there, and its references beside it. */
async function fetchApicurio(
  get: RegistryGet,
  ref: Extract<SchemaRef, { kind: 'globalId' | 'contentId' }>,
  call?: Call,
): Promise<Answer<RegisteredSchema>> {
  const idPath = (version: 'v2' | 'v3'): string => `/apis/registry/${version}/ids/${ref.kind}s/${ref.id}`;
  let version: 'v2' | 'v3' = 'v3';
  let text = await fetchText(get, idPath(version), refText(ref), call);
  if (!text.ok && text.error.kind === 'notFound') {
    version = 'v2';
    text = await fetchText(get, idPath(version), refText(ref), call);
  }
  if (!text.ok) return text;
  const listed = await fetchJson(get, `${idPath(version)}/references`, `references of ${refText(ref)}`, call);
  if (!listed.ok && listed.error.kind === 'unavailable') return listed;
  const references: { name: string; text: string }[] = [];
  let size = 0;
  for (const one of listed.ok && Array.isArray(listed.value) ? (listed.value as readonly unknown[]).slice(0, mostReferences) : []) {
    const artifact = (one ?? {}) as Readonly<Record<string, unknown>>;
    const { name, artifactId, groupId, version: number } = artifact;
    if (typeof name !== 'string' || typeof artifactId !== 'string' || typeof number !== 'string') continue;
    const parts = ['groups', typeof groupId === 'string' ? groupId : 'default', 'artifacts', artifactId, 'versions', number];
    const wrong = parts.find((part) => pathPart(part) === undefined);
    if (wrong !== undefined) return unusableName(wrong);
    const path = `/apis/registry/${version}/${parts.map(pathPart).join('/')}`;
    const other = await fetchText(get, version === 'v3' ? `${path}/content` : path, `${shownName(artifactId)}, which it refers to`, call);
    if (!other.ok) return other;
    size += other.value.length;
    if (size > largestReferences) return tooLarge;
    references.push({ name, text: other.value });
  }
  return succeed({ type: typeOfText(text.value), text: text.value, id: null, references });
}

/** Apicurio gives the text alone. */
function typeOfText(text: string): SchemaType {
  try {
    const schema = JSON.parse(text) as unknown;
    if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return 'AVRO';
    const { type, $schema, properties } = schema as Readonly<Record<string, unknown>>;
    return $schema !== undefined || properties !== undefined || type === 'object' ? 'JSON' : 'AVRO';
  } catch {
    return 'PROTOBUF';
  }
}

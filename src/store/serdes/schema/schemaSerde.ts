/** Serdes whose schemas are in a registry: by the frame of each value, else by the topic's subject. */
import { inflateSync } from 'node:zlib';
import { fail, succeed, type Result } from '../../../base/result.js';
import type { Call } from '../../../kafka/connection.js';
import type { Json } from '../../query.js';
import {
  refText,
  type RegisteredSchema,
  type RegistryError,
  type SchemaRef,
  type SchemaRegistry,
  type SchemaType,
} from '../../registry/schemaRegistry.js';
import { findPlainSerde } from '../plainSerdes.js';
import type { Serde, SerdeInput } from '../serde.js';
import { createValueBudget, type ValueBudget } from '../valueBudget.js';
import { createAvroCodec } from './avroCodec.js';
import type { SchemaCodec } from './codec.js';
import { findFrame, refsOfFrame, type Frame } from './frame.js';
import { createProtobufCodec } from './protobufCodec.js';

export interface SchemaSerdeParts {
  readonly name: string;
  /** null: whatever the schema is of. */
  readonly type: SchemaType | null;
  /** null: none is known. */
  readonly registry: SchemaRegistry | null;
  /** Of the values that no schema is named with: header stores lose it. */
  readonly subject: string;
  readonly isKey: boolean;
}

export interface SchemaSerde extends Serde {
  prepare(inputs: readonly SerdeInput[], call?: Call): Promise<void>;
  advice(): string | undefined;
  /** Of the schemas that were asked for: what was found, and why the rest was not. */
  known(ref: SchemaRef): Result<RegisteredSchema, string> | undefined;
}

interface Loaded {
  readonly schema: RegisteredSchema;
  readonly codec: SchemaCodec;
}

/** How long schemas of a page are asked for; those that are left are not. */
const askedForMs = 5_000;
/** Of all schemas of a column, in characters: what is made of them takes many times as much. */
const mostLoaded = 8 * 1024 * 1024;

/** One after another, a page of many schemas would wait for all of their answers. */
const askedAtOnce = 8;

const typeTexts: Readonly<Record<SchemaType, string>> = { AVRO: 'Avro', PROTOBUF: 'Protobuf', JSON: 'JSON Schema' };

const adviceOn: Readonly<Record<RegistryError['kind'], string | undefined>> = {
  unavailable: 'Query again when it answers; its address is in the settings of the connection.',
  refused: 'Correct its address, name and password in the settings of the connection.',
  notFound: undefined,
};

export function createSchemaSerde({ name, type, registry, subject, isKey }: SchemaSerdeParts): SchemaSerde {
  const loaded = new Map<string, Result<Loaded, string>>();
  let loadedSize = 0;
  const bySubject: SchemaRef = { kind: 'subject', subject };
  /** Of the schema that was asked for last and not given. */
  let failure: RegistryError['kind'] | undefined;
  /** How the keys that were seen are written: what a typed key is written with. */
  let written: Frame | undefined;

  const refsOf = (frame: Frame | undefined): readonly SchemaRef[] =>
    frame === undefined ? [bySubject] : frame.kind === 'schema' ? refsOfFrame(frame) : [];

  const load = async (ref: SchemaRef, call?: Call): Promise<'unavailable' | undefined> => {
    if (registry === null) return undefined;
    const found = await registry.find(ref, call);
    if (found.ok) {
      const size = sizeOf(found.value);
      const made =
        loadedSize + size > mostLoaded
          ? fail(`${refText(ref)} is not read: the schemas before it are very large`)
          : loadCodec(found.value, ref, type);
      if (made.ok) loadedSize += size;
      loaded.set(refText(ref), made);
      return undefined;
    }
    loaded.set(refText(ref), fail(found.error.message));
    failure = found.error.kind;
    return found.error.kind === 'unavailable' ? 'unavailable' : undefined;
  };

  const find = (ref: SchemaRef): Result<Loaded, string> =>
    loaded.get(refText(ref)) ??
    fail(
      registry === null
        ? `${refText(ref)}, and no schema registry is known (schema.registry.url)`
        : `${refText(ref)} was not asked for at the schema registry`,
    );

  return {
    name,
    known(ref) {
      const found = loaded.get(refText(ref));
      return found === undefined || !found.ok ? found : succeed(found.value.schema);
    },
    advice: () => (registry === null ? 'Add the registry to the settings of the connection.' : failure && adviceOn[failure]),
    async prepare(inputs, call) {
      const refs = new Map<string, SchemaRef>();
      for (const { bytes, headers } of inputs) {
        const frame = findFrame(bytes, headers, isKey);
        if (frame?.kind === 'schema' && frame.prefix.length > 0) written = frame;
        for (const ref of refsOf(frame)) if (loaded.get(refText(ref))?.ok !== true) refs.set(refText(ref), ref);
      }
      let isDown = false;
      const until = performance.now() + askedForMs;
      const rest = refs.values();
      const loadRest = async (): Promise<void> => {
        for (const ref of rest) {
          // Each would wait as long as the first did.
          if (performance.now() > until)
            loaded.set(refText(ref), fail(`${refText(ref)} was not asked for: the schemas before it took too long`));
          else if (isDown) loaded.set(refText(ref), fail(`${refText(ref)} was not asked for: the schema registry does not answer`));
          else if ((await load(ref, call)) === 'unavailable') isDown = true;
        }
      };
      await Promise.all(Array.from({ length: askedAtOnce }, loadRest));
    },
    decode(bytes, headers, budget = createValueBudget()) {
      const frame = findFrame(bytes, headers, isKey);
      if (frame?.kind === 'glue') return decodeGlue(frame, budget);
      const failures: string[] = [];
      for (const ref of refsOf(frame)) {
        const found = find(ref);
        if (!found.ok) {
          failures.push(frame === undefined ? `no schema is named with the bytes; ${found.error}` : found.error);
          continue;
        }
        try {
          return succeed(found.value.codec.decode(frame?.payload ?? bytes, frame?.told ?? null, budget));
        } catch (error) {
          failures.push(`not of the ${typeTexts[found.value.schema.type]} schema (${refText(ref)}): ${reasonOf(error)}`);
        }
      }
      return fail(failures[0]!);
    },
    encode(text) {
      const [first, other] = refsOf(written).map(find);
      const found = other?.ok === true && !first!.ok ? other : first!;
      if (!found.ok) return fail(`The key cannot be written: ${found.error}.`);
      const { codec } = found.value;
      try {
        if (written?.kind !== 'schema') return succeed(codec.encode(text));
        return succeed(Buffer.concat([written.prefix, codec.encode(text, written.payload)]));
      } catch (error) {
        return fail(`The key is not of the schema: ${reasonOf(error)}.`);
      }
    },
  };
}

function loadCodec(schema: RegisteredSchema, ref: SchemaRef, wanted: SchemaType | null): Result<Loaded, string> {
  if (wanted !== null && schema.type !== wanted)
    return fail(`${refText(ref)} is of type ${typeTexts[schema.type]}, not ${typeTexts[wanted]}`);
  try {
    return succeed({ schema, codec: createCodec(schema, ref.kind !== 'subject') });
  } catch (error) {
    return fail(`${refText(ref)} cannot be used: ${reasonOf(error)}`);
  }
}

/** In characters, with all that it refers to. Registries keep each in a record of Kafka, which is smaller. */
const largestSchema = 4 * 1024 * 1024;

const sizeOf = ({ text, references }: RegisteredSchema): number => references.reduce((sum, one) => sum + one.text.length, text.length);

function createCodec(schema: RegisteredSchema, isFramed: boolean): SchemaCodec {
  const size = sizeOf(schema);
  if (size > largestSchema) throw new Error(`it has ${size.toLocaleString('en')} characters with all that it refers to`);
  if (schema.type === 'AVRO') return createAvroCodec(schema);
  return schema.type === 'PROTOBUF' ? createProtobufCodec(schema, isFramed) : createJsonCodec();
}

/** The registry's JSON schemas say what may be; what is, the text says. */
function createJsonCodec(): SchemaCodec {
  const json = findPlainSerde('json')!;
  const value = <T>(result: Result<T, string>): T => {
    if (!result.ok) throw new Error(result.error);
    return result.value;
  };
  return { decode: (payload, _told, budget) => value(json.decode(payload, budget)), encode: (text) => value(json.encode(text)) };
}

const largestInflated = 64 * 1024 * 1024;

/** Glue's registry wants AWS's own signatures: not asked. JSON needs no schema to be read. */
function decodeGlue({ version, compression, payload }: Extract<Frame, { kind: 'glue' }>, budget: ValueBudget): Result<Json, string> {
  let plain = payload;
  try {
    if (compression === 5) plain = inflateSync(payload, { maxOutputLength: largestInflated });
  } catch (error) {
    return fail(`AWS Glue schema version ${version}, whose payload does not inflate: ${reasonOf(error)}`);
  }
  const decoded = plain[0] === 0x7b ? findPlainSerde('json')!.decode(plain, budget) : undefined;
  return decoded?.ok === true
    ? decoded
    : fail(`AWS Glue schema version ${version}: schemas of Glue's registry are not fetched (${plain.length} bytes of payload)`);
}

/** What a library says of untrusted bytes or schemas, in one line. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replaceAll(/\p{C}+/gu, ' ').slice(0, 300);
}

/** Serdes whose schemas a registry keeps: for one column of one topic. */
import type { Call } from '../../kafka/connection.js';
import { refText, type SchemaRef, type SchemaRegistry, type SchemaType } from '../registry/schemaRegistry.js';
import { splitList } from './listSerde.js';
import { findFrame, refsOfFrame } from './schema/frame.js';
import { createSchemaSerde, type SchemaSerde } from './schema/schemaSerde.js';
import type { ChosenSerde, Serde, SerdeInput } from './serde.js';
import { registrySerdeNames } from './serdeNames.js';
import { trySamples } from './trySamples.js';

export interface RegistrySerdes {
  find(name: string): Serde | undefined;
  /** From the samples' frames and the registry's subjects; undefined: nothing speaks for a registry. */
  inspect(samples: readonly SerdeInput[], call?: Call): Promise<ChosenSerde | undefined>;
}

const types: Readonly<Record<(typeof registrySerdeNames)[number], SchemaType | null>> = {
  avro: 'AVRO',
  protobuf: 'PROTOBUF',
  'json-schema': 'JSON',
  registry: null,
};
const nameOf: Readonly<Record<SchemaType, keyof typeof types>> = { AVRO: 'avro', PROTOBUF: 'protobuf', JSON: 'json-schema' };

export function createRegistrySerdes(registry: SchemaRegistry | null, topic: string, isKey: boolean): RegistrySerdes {
  const subject = `${topic}-${isKey ? 'key' : 'value'}`;
  const create = (name: keyof typeof types): SchemaSerde => createSchemaSerde({ name, type: types[name], registry, subject, isKey });
  return {
    find(name) {
      const known = registrySerdeNames.find((one) => one === name.trim().toLowerCase());
      return known === undefined ? undefined : create(known);
    },
    async inspect(samples, call) {
      const filled = samples.filter(({ bytes }) => bytes.length > 0);
      const serde = create('registry');
      if (filled.length === 0) return undefined;
      if (registry !== null) {
        await serde.prepare(filled, call);
        const resolved = tellResolved(serde, filled, { kind: 'subject', subject }, isKey);
        if (resolved !== undefined) {
          const { type, reason, isSure } = resolved;
          const own = create(nameOf[type]);
          // The registry keeps what it has given.
          await own.prepare(filled, call);
          const certainty = isSure ? 'certain' : 'likely';
          return { serde: own, choice: { serde: own.name, origin: 'registry', certainty, reason }, warning: undefined };
        }
      }
      const frame = tellFrame(filled, isKey);
      if (frame === undefined) return undefined;
      const reason = `framed with ${frame} before ${isKey ? 'keys' : 'values'}, which no schema registry has resolved`;
      const certainty = filled.length > 1 ? 'likely' : 'possible';
      return { serde, choice: { serde: serde.name, origin: 'bytes', certainty, reason }, warning: undefined };
    },
  };
}

interface Resolved {
  readonly type: SchemaType;
  readonly reason: string;
  readonly isSure: boolean;
}

/** Schemas that the samples name must read most of them; the subject's, which nothing names, all. */
function tellResolved(serde: SchemaSerde, samples: readonly SerdeInput[], subject: SchemaRef, isKey: boolean): Resolved | undefined {
  const tried = [...trySamples(serde, samples)];
  const read = tried.flatMap(({ sample: { bytes, headers }, decoded }) => {
    if (!decoded.ok) return [];
    const frame = findFrame(bytes, headers, isKey);
    const refs = frame === undefined ? [subject] : frame.kind === 'schema' ? refsOfFrame(frame) : [];
    const found = refs.flatMap((ref) => {
      const schema = serde.known(ref);
      return schema?.ok === true ? [{ ref, type: schema.value.type }] : [];
    });
    return found.slice(0, 1);
  });
  const [first] = read;
  if (first === undefined || read.length * 2 <= tried.length) return undefined;
  if (first.ref.kind === 'subject' && read.length < tried.length) return undefined;
  return {
    type: first.type,
    reason: `${refText(first.ref)} of the schema registry; ${read.length} of ${tried.length} samples are of their schemas`,
    isSure: read.length === tried.length && tried.length > 1,
  };
}

/** As many as an application has in use, rather than numbers that only look like ids. */
const mostSchemas = 8;

/** What the samples are framed with, in words; undefined: not all are, or they may as well be something else. */
function tellFrame(samples: readonly SerdeInput[], isKey: boolean): string | undefined {
  const frames = samples.map(({ bytes, headers }) => findFrame(bytes, headers, isKey));
  if (frames.some((frame) => frame === undefined)) return undefined;
  if (frames.every((frame) => frame!.kind === 'glue')) return 'schema version of AWS Glue';
  const refs = new Set(frames.flatMap((frame) => (frame!.kind === 'schema' ? [refText(frame!.ref)] : [])));
  const inHeaders = frames.every((frame) => frame!.kind === 'schema' && frame!.prefix.length === 0);
  // Longs begin with zeros, and lists with 0 or 1.
  const isOther = samples.every(({ bytes }) => bytes.length === 8) || samples.every(({ bytes }) => isList(bytes));
  return refs.size > 0 && refs.size <= mostSchemas && (inHeaders || !isOther) ? [...refs][0] : undefined;
}

function isList(bytes: Uint8Array): boolean {
  try {
    splitList(bytes, undefined);
    return true;
  } catch {
    return false;
  }
}

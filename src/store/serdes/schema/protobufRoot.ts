/** The messages of a registered Protobuf schema, with what it imports. */
import { createHash } from 'node:crypto';
import protobuf from 'protobufjs';
import type { RegisteredSchema } from '../../registry/schemaRegistry.js';
import { refuseTooMuch, weigh } from './protobufBounds.js';
import { createMessageTypes, type MessageType } from './protobufTypes.js';

export interface ProtobufFile {
  /** The messages of the file itself, in its order: message indexes count them. */
  readonly messages: readonly protobuf.Type[];
  find(type: protobuf.Type): MessageType;
}

/** What Confluent's serializers bring along, beside Google's own that protobufjs has. */
const known: Readonly<Record<string, string>> = {
  'confluent/type/decimal.proto':
    'syntax = "proto3"; package confluent.type; message Decimal { bytes value = 1; uint32 precision = 2; int32 scale = 3; }',
  'google/type/date.proto': 'syntax = "proto3"; package google.type; message Date { int32 year = 1; int32 month = 2; int32 day = 3; }',
  'google/type/timeofday.proto':
    'syntax = "proto3"; package google.type; message TimeOfDay { int32 hours = 1; int32 minutes = 2; int32 seconds = 3; int32 nanos = 4; }',
  'google/type/money.proto':
    'syntax = "proto3"; package google.type; message Money { string currency_code = 1; int64 units = 2; int32 nanos = 3; }',
};

/** Throws where the schema is none, or lacks what it imports. */
export function loadProtobuf(schema: RegisteredSchema): ProtobufFile {
  const standIn = standInFor(schema);
  const inside = (text: string): string => text.replaceAll(dropped, standIn);
  const text = inside(schema.text);
  const texts = new Map(schema.references.map((reference) => [inside(reference.name), inside(reference.text)]));
  refuseTooMuch(
    [text, ...texts.values()].map(weigh).reduce((a, b) => ({ statements: a.statements + b.statements, squares: a.squares + b.squares })),
  );
  const root = new protobuf.Root();
  const parsed = protobuf.parse(text, root, { keepCase: true });
  const home = parsed.package === undefined ? root : root.lookup(parsed.package);
  // Before imports add theirs: several files may share a package.
  const messages = messagesOf(home instanceof protobuf.Namespace ? home : root);
  addImports(root, [...(parsed.imports ?? []), ...(parsed.weakImports ?? [])], texts);
  root.resolveAll();
  return { messages, find: createMessageTypes((name) => (name === standIn ? dropped : name)) };
}

/** The library leaves out what has this name, without a word. */
const dropped = '__proto__';

/** A name that the schema cannot have. */
function standInFor({ text, references }: RegisteredSchema): string {
  const hash = createHash('sha256').update(text);
  for (const reference of references) hash.update(reference.text);
  return `proto_${hash.digest('hex')}`;
}

export const messagesOf = (namespace: protobuf.NamespaceBase): readonly protobuf.Type[] =>
  namespace.nestedArray.filter((one) => one instanceof protobuf.Type);

function addImports(root: protobuf.Root, imports: readonly string[], texts: ReadonlyMap<string, string>): void {
  const open = [...imports];
  const added = new Set<string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (added.has(name)) continue;
    added.add(name);
    const text = texts.get(name) ?? known[name];
    const common = text === undefined ? protobuf.common.get(name) : null;
    if (common?.nested !== undefined) root.addJSON(common.nested);
    // One that is not there may hold options only; a type that is missed is said by `resolveAll`.
    if (text === undefined) continue;
    const parsed = protobuf.parse(text, root, { keepCase: true });
    open.push(...(parsed.imports ?? []), ...(parsed.weakImports ?? []));
  }
}

// Writes test/store/fixtures/registry-vectors.json: what Confluent's own serializers make of values, with the schemas that they need.
// Needs protoc with Google's own files (Debian: protobuf-compiler, libprotobuf-dev), and a folder in which `npm install --ignore-scripts @confluentinc/schemaregistry@1.10.1` was run (it is large, so it is
// none of the project's packages):  node test/store/oracle/makeRegistryVectors.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = path.resolve(process.argv[2] ?? '.');
const require = createRequire(path.join(folder, 'package.json'));
const {
  AvroSerializer,
  ProtobufSerializer,
  JsonSerializer,
  SchemaRegistryClient: Registry,
  SerdeType,
  HeaderSchemaIdSerializer,
} = require('@confluentinc/schemaregistry');
const { createFileRegistry, createMutableRegistry, fromBinary, fromJson, toJson } = require('@bufbuild/protobuf');
const { FileDescriptorSetSchema } = require('@bufbuild/protobuf/wkt');

let seed = 20_260_101;
const random = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
const pick = (of) => of[Math.floor(random() * of.length)];
const int = (from, to) => from + Math.floor(random() * (to - from + 1));
const text = () =>
  Array.from({ length: int(0, 12) }, () => pick(['a', 'Z', '0', ' ', 'ä', '漢', '"', '\\', '\u0000', '\u202e', '<', '😀'])).join('');

const client = Registry.newClient({ baseURLs: ['mock://vectors'] });
const vectors = [];
const save = (name, topic, isKey, bytes, headers, expected, loose = false) =>
  vectors.push({
    name,
    topic,
    isKey,
    bytes: bytes.toString('base64'),
    headers: Object.entries(headers).map(([key, value]) => [key, Buffer.from(value).toString('base64')]),
    expected,
    loose,
  });

// Avro: what each value is shown as stands beside it.
const registered = [];
async function keepSchema(subject, info) {
  const { id, guid, version } = await client.registerFullResponse(subject, info);
  const metadata = await client.getLatestSchemaMetadata(subject);
  registered.push({ subject, id, guid: guid || metadata.guid, version: version || metadata.version, ...info });
}
async function avroVectors(name, isKey, schema, values, { references = [], inHeader = false } = {}) {
  const topic = `avro-${name}`;
  await keepSchema(`${topic}-${isKey ? 'key' : 'value'}`, { schema: JSON.stringify(schema), schemaType: 'AVRO', references });
  const serializer = new AvroSerializer(client, isKey ? SerdeType.KEY : SerdeType.VALUE, {
    useLatestVersion: true,
    autoRegisterSchemas: false,
    ...(inHeader ? { schemaIdSerializer: HeaderSchemaIdSerializer } : {}),
  });
  for (const [value, expected] of values) {
    const headers = {};
    save(topic, topic, isKey, await serializer.serialize(topic, value, headers), headers, expected);
  }
}
await avroVectors('string', true, 'string', [
  ['alice', 'alice'],
  ['', ''],
  ['漢字 😀', '漢字 😀'],
]);
await avroVectors('long', true, 'long', [
  [0, 0],
  [-1, -1],
  [1234567890123, 1234567890123],
]);
await avroVectors('double', false, 'double', [
  [1.5, 1.5],
  [-0.1, -0.1],
]);
await avroVectors('boolean', false, 'boolean', [
  [true, true],
  [false, false],
]);
await avroVectors(
  'union',
  false,
  ['null', 'string', 'long'],
  [
    ['x', 'x'],
    [7, 7],
  ],
);
const everything = {
  type: 'record',
  name: 'Everything',
  namespace: 'com.acme',
  fields: [
    { name: 'text', type: 'string', default: 'none' },
    { name: 'whole', type: 'int' },
    { name: 'long', type: 'long' },
    { name: 'float', type: 'float' },
    { name: 'double', type: 'double' },
    { name: 'yes', type: 'boolean' },
    { name: 'bytes', type: 'bytes' },
    { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 4 } },
    { name: 'colour', type: { type: 'enum', name: 'Colour', symbols: ['RED', 'GREEN', 'BLUE'] } },
    { name: 'maybe', type: ['null', 'string'], default: null },
    { name: 'list', type: { type: 'array', items: 'long' } },
    { name: 'map', type: { type: 'map', values: ['null', 'int'] } },
    {
      name: 'children',
      type: {
        type: 'array',
        items: {
          type: 'record',
          name: 'Child',
          fields: [
            { name: 'parent', type: ['null', 'Child'] },
            { name: 'hash', type: 'Hash' },
          ],
        },
      },
    },
  ],
};
const bytes = (length) => Buffer.from(Array.from({ length }, () => int(0, 255)));
const many = Array.from({ length: 200 }, () => {
  const hash = () => bytes(4);
  const child = (depth) => ({ parent: depth > 0 && random() < 0.5 ? { 'com.acme.Child': child(depth - 1) } : null, hash: hash() });
  const value = {
    text: text(),
    whole: int(-(2 ** 31), 2 ** 31 - 1),
    // Beyond, avsc 5 writes other numbers than it is given (the doubled number is no longer exact).
    long: int(-(2 ** 51), 2 ** 51),
    float: pick([0, 1.1, -2.5, 1e10, 3.4028234663852886e38, Math.fround(random())]),
    double: pick([0, random(), -random() * 1e300, Number.MAX_SAFE_INTEGER]),
    yes: random() < 0.5,
    bytes: bytes(int(0, 20)),
    hash: hash(),
    colour: pick(['RED', 'GREEN', 'BLUE']),
    maybe: random() < 0.5 ? null : text(),
    list: Array.from({ length: int(0, 5) }, () => int(-1000, 1e12)),
    map: Object.fromEntries(Array.from({ length: int(0, 4) }, (_, i) => [`k${i}${text()}`, random() < 0.3 ? null : int(-5, 500)])),
    children: Array.from({ length: int(0, 3) }, () => child(3)),
  };
  const base64 = (one) => ({ base64: one.toString('base64') });
  const shownChild = (one) => ({ parent: one.parent === null ? null : shownChild(one.parent['com.acme.Child']), hash: base64(one.hash) });
  const shown = {
    ...value,
    // The shortest decimal of a float; JSON of a double.
    float: Object.is(Math.fround(1.1), Math.fround(value.float)) ? 1.1 : Number(shortFloat(value.float)),
    bytes: base64(value.bytes),
    hash: base64(value.hash),
    children: value.children.map(shownChild),
  };
  const plainChild = (one) => ({ parent: one.parent === null ? null : plainChild(one.parent['com.acme.Child']), hash: one.hash });
  return [{ ...value, children: value.children.map(plainChild) }, shown];
});
function shortFloat(value) {
  const float = Math.fround(value);
  for (let digits = 1; ; digits++) if (Math.fround(Number(float.toPrecision(digits))) === float) return float.toPrecision(digits);
}
await avroVectors('everything', false, everything, many);
await avroVectors('everything-in-header', false, everything, many.slice(0, 20), { inHeader: true });
const address = { type: 'record', name: 'Address', namespace: 'com.acme', fields: [{ name: 'street', type: 'string' }] };
await keepSchema('com.acme.Address', { schema: JSON.stringify(address), schemaType: 'AVRO' });
const customer = {
  type: 'record',
  name: 'Customer',
  namespace: 'com.acme',
  fields: [
    { name: 'home', type: 'com.acme.Address' },
    { name: 'work', type: ['null', 'Address'] },
  ],
};
await avroVectors(
  'references',
  false,
  customer,
  [
    [
      { home: { street: 'Elm' }, work: null },
      { home: { street: 'Elm' }, work: null },
    ],
  ],
  { references: [{ name: 'com.acme.Address', subject: 'com.acme.Address', version: 1 }] },
);

// JSON Schema
const jsonSchema = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: { id: { type: 'integer' } } };
for (const inHeader of [false, true]) {
  const topic = `json-orders${inHeader ? '-in-header' : ''}`;
  await keepSchema(`${topic}-value`, { schema: JSON.stringify(jsonSchema), schemaType: 'JSON' });
  const serializer = new JsonSerializer(client, SerdeType.VALUE, {
    useLatestVersion: true,
    autoRegisterSchemas: false,
    ...(inHeader ? { schemaIdSerializer: HeaderSchemaIdSerializer } : {}),
  });
  for (const value of [
    { id: 1, note: text() },
    { id: 2, tags: ['a', null, { b: 1.5 }] },
  ]) {
    const headers = {};
    save(topic, topic, false, await serializer.serialize(topic, value, headers), headers, value);
  }
}

// Protobuf: shown as the library's own JSON; 64-bit integers and bytes are compared loosely, as it writes them as text.
const files = {
  'acme/money.proto': 'syntax = "proto3";\npackage acme;\nmessage Money { string currency = 1; int64 cents = 2; }\nmessage Unused { }\n',
  'acme/order.proto': `syntax = "proto3";
package acme;
import "acme/money.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/wrappers.proto";
import "google/protobuf/struct.proto";
enum Kind { UNKNOWN = 0; BOOK = 1; TOY = 5; }
message First { string only = 1; }
message Order {
  message Line { string sku = 1; int32 count = 2; message Deep { bool yes = 1; } }
  message Note { string text = 1; Line.Deep deep = 2; }
  int64 id = 1; uint64 big = 2; sint32 small = 3; fixed64 fixed = 4; double price = 5; float weight = 6; bool paid = 7;
  string text = 8; bytes blob = 9; Kind kind = 10; Money total = 11; repeated Line lines = 12; map<string, int64> counts = 13;
  map<int64, Line> by_id = 14; optional string maybe = 15; google.protobuf.Timestamp at = 16; google.protobuf.Duration took = 17;
  google.protobuf.Int64Value wrapped = 18; google.protobuf.Struct extra = 19; repeated sint64 packed = 20;
  oneof choice { string a = 21; Money b = 22; }
}
`,
};
const work = path.join(tmpdir(), `kslens-proto-${process.pid}`);
for (const [name, source] of Object.entries(files)) {
  mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
  writeFileSync(path.join(work, name), source);
}
const set = path.join(work, 'set.bin');
execFileSync('protoc', ['--include_imports', `--descriptor_set_out=${set}`, `-I${work}`, '-I/usr/include', 'acme/order.proto']);
const descriptors = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(set)));
const messages = createMutableRegistry(descriptors);
await keepSchema('acme/money.proto', { schema: files['acme/money.proto'], schemaType: 'PROTOBUF' });
const references = [{ name: 'acme/money.proto', subject: 'acme/money.proto', version: 1 }];
for (const [suffix, isKey, inHeader] of [
  ['orders', false, false],
  ['keys', true, false],
  ['orders-in-header', false, true],
]) {
  const topic = `protobuf-${suffix}`;
  await keepSchema(`${topic}-${isKey ? 'key' : 'value'}`, { schema: files['acme/order.proto'], schemaType: 'PROTOBUF', references });
  const serializer = new ProtobufSerializer(client, isKey ? SerdeType.KEY : SerdeType.VALUE, {
    registry: messages,
    useLatestVersion: true,
    autoRegisterSchemas: false,
    ...(inHeader ? { schemaIdSerializer: HeaderSchemaIdSerializer } : {}),
  });
  const add = async (type, json) => {
    const desc = messages.getMessage(type);
    const message = fromJson(desc, json, { registry: messages });
    const headers = {};
    const shown = toJson(desc, message, { useProtoFieldName: true, alwaysEmitImplicit: true, registry: messages });
    // The library prints the float as a double.
    if (typeof shown.weight === 'number' && shown.weight !== 0) shown.weight = Number(shortFloat(shown.weight));
    save(`${topic} ${type}`, topic, isKey, await serializer.serialize(topic, message, headers), headers, shown, true);
  };
  await add('acme.First', { only: 'x' });
  await add('acme.First', {});
  await add('acme.Order.Line', { sku: 'a-1', count: 3 });
  await add('acme.Order.Line.Deep', { yes: true });
  await add('acme.Order.Note', { text: text(), deep: { yes: false } });
  const numbers = () => String(BigInt(int(-(2 ** 31), 2 ** 31)) * BigInt(int(1, 2 ** 31)));
  for (let i = 0; i < (isKey || inHeader ? 5 : 100); i++) {
    const some = (value) => (random() < 0.6 ? value : undefined);
    await add(
      'acme.Order',
      JSON.parse(
        JSON.stringify({
          id: some(numbers()),
          big: some('18446744073709551615'),
          small: some(int(-(2 ** 31), 2 ** 31 - 1)),
          fixed: some(String(int(0, 2 ** 50))),
          price: some(random() * 1000),
          weight: some(Math.fround(random() * 10)),
          paid: some(true),
          text: some(text()),
          blob: some(bytes(int(0, 9)).toString('base64')),
          kind: some(pick(['UNKNOWN', 'BOOK', 'TOY'])),
          total: some({ currency: 'EUR', cents: numbers() }),
          lines: some(Array.from({ length: int(0, 3) }, () => ({ sku: text(), count: int(0, 9) }))),
          counts: some({ a: numbers(), [text()]: '5' }),
          by_id: some({ [numbers()]: { sku: 'm' } }),
          maybe: some(text()),
          at: some(new Date(int(0, 4e12)).toISOString()),
          took: some(`${int(-50, 50)}.5s`),
          wrapped: some(numbers()),
          extra: some({ n: 1.5, s: text(), l: [null, true, { deep: 'x' }] }),
          packed: some(Array.from({ length: int(0, 5) }, numbers)),
          ...(random() < 0.5 ? { a: text() } : { b: { currency: 'x' } }),
        }),
      ),
    );
  }
}

const out = new URL('../fixtures/registry-vectors.json', import.meta.url);
writeFileSync(out, `${JSON.stringify({ madeBy: '@confluentinc/schemaregistry 1.10.1', schemas: registered, vectors }, undefined, 2)}\n`);
console.log(`${vectors.length} vectors, ${registered.length} schemas`);

/** Random schemas of Avro and Protobuf over random bytes: a value of bounded size, or a reason. */
import type { Random } from '../../robustness/mutations.js';
import { mutate } from '../../robustness/mutations.js';
import { createAvroCodec } from '../../../src/store/serdes/schema/avroCodec.js';
import { createProtobufCodec } from '../../../src/store/serdes/schema/protobufCodec.js';
import { createValueBudget, mostItems } from '../../../src/store/serdes/valueBudget.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick, randomBytes } from './randomBytes.js';

const names = ['a', 'b', 'Rec', '__proto__', 'constructor', 'toJSON', 'n.s.X', 'google.protobuf.Timestamp'];
const logical = ['decimal', 'uuid', 'date', 'time-micros', 'timestamp-millis', 'duration', 'unknown'];

function avroType(random: Random, depth: number): unknown {
  const inner = (): unknown => avroType(random, depth + 1);
  switch (below(random, depth > 5 ? 4 : 11)) {
    case 0:
      return pick(random, ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string']);
    case 1:
      return pick(random, names);
    case 2:
      return {
        type: pick(random, ['int', 'long', 'bytes', 'string']),
        logicalType: pick(random, logical),
        scale: pick(random, [0, 2, -1, 1e9, '2']),
      };
    case 3:
      return {
        type: 'fixed',
        name: pick(random, names),
        size: pick(random, [0, 1, 12, 16, 2 ** 31, -1]),
        logicalType: pick(random, logical),
      };
    case 4:
      return { type: 'enum', name: pick(random, names), symbols: ['A', pick(random, names)] };
    case 5:
      return { type: 'array', items: inner() };
    case 6:
      return { type: 'map', values: inner() };
    case 7:
      return Array.from({ length: below(random, 4) }, inner);
    default:
      return {
        type: 'record',
        name: `${pick(random, names)}${depth}`,
        fields: Array.from({ length: below(random, 4) }, (_, i) => ({
          name: `${pick(random, ['f', '__proto__', 'g'])}${i || ''}`,
          type: inner(),
        })),
      };
  }
}

function protoText(random: Random): string {
  const scalars = ['int32', 'sint64', 'fixed64', 'double', 'bool', 'string', 'bytes', 'uint64', 'A', 'B', 'E', 'google.protobuf.Value'];
  const field = (i: number): string =>
    pick(random, [
      `${pick(random, ['', 'repeated ', 'optional '])}${pick(random, scalars)} f${i} = ${i + 1};`,
      `map<${pick(random, ['string', 'int64', 'bool'])}, ${pick(random, scalars)}> m${i} = ${i + 1};`,
      `oneof o${i} { ${pick(random, scalars)} x${i} = ${i + 1}; ${pick(random, scalars)} y${i} = ${i + 20}; }`,
    ]);
  const fields = (): string => Array.from({ length: below(random, 6) }, (_, i) => field(i)).join(' ');
  const text = `syntax="${pick(random, ['proto3', 'proto2'])}"; import "google/protobuf/struct.proto";
    message A { ${fields()} } message B { ${fields()} } enum E { ZERO = 0; __proto__ = 1; }`;
  return random() < 0.3 ? mutate(text, random) : text;
}

export const registrySerdes: FuzzTarget = {
  name: 'registrySerdes',
  prepare() {
    return (random) => {
      const isAvro = random() < 0.5;
      const text = isAvro ? JSON.stringify(avroType(random, 0)) : protoText(random);
      const bytes = randomBytes(random);
      return {
        input: `${text}\n${bytes.toString('hex')}`,
        run() {
          const budget = createValueBudget();
          let value;
          try {
            const schema = { type: isAvro ? ('AVRO' as const) : ('PROTOBUF' as const), id: 1, references: [], text };
            const codec = isAvro ? createAvroCodec(schema) : createProtobufCodec(schema, random() < 0.5);
            value = codec.decode(bytes, null, budget);
          } catch (error) {
            // A row's reason: only what no schema or bytes may do is ours.
            if (error instanceof TypeError) throw error;
            return;
          }
          if (budget.items > mostItems) throw new Error(`${budget.items} items were given`);
          if (typeof JSON.stringify(value) !== 'string') throw new Error('no JSON came of it');
        },
      };
    };
  },
};

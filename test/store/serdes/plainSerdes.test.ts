import { describe, expect, it } from 'vitest';
import { guessSerde } from '../../../src/store/serdes/guessSerde.js';
import { findPlainSerde } from '../../../src/store/serdes/plainSerdes.js';
import { isSerdeName, plainSerdeNames, serdeNames } from '../../../src/store/serdes/serdeNames.js';
import { serdeOfCode, windowedSerdeOfCode } from '../../../src/store/serdes/serdeOfCode.js';

const decode = (name: string, bytes: Uint8Array): unknown => {
  const decoded = findPlainSerde(name)!.decode(bytes);
  return decoded.ok ? decoded.value : `! ${decoded.error}`;
};
const text = (value: string): Buffer => Buffer.from(value, 'utf8');
const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

describe('lists', () => {
  it.each([
    ['list<integer>', '00 00000001 00000001 00000003 00000001 00000003', [1, null, 3]],
    ['list<string>', '01 00000004 00000001 61 ffffffff 00000000 00000001 62', ['a', null, '', 'b']],
    // Java's own deserializer fails at an empty item at the end.
    ['list<string>', '01 00000001 00000000', ['']],
    ['list<string>', '01 00000000', []],
  ])('%s of %s', (name, bytes, expected) => {
    expect(decode(name, hex(bytes))).toEqual(expected);
  });

  it.each([
    '',
    '02',
    '01 7fffffff',
    '01 ffffffff',
    '00 7fffffff',
    '00 00000000 7fffffff 00',
    '00 00000000 ffffffff',
    '01 00000001 00000005 61',
    '01 00000000 00',
  ])('none in %j, without a hang', (bytes) => {
    expect(decode('list<string>', hex(bytes))).toMatch(/^! no list: /);
    expect(decode('list<integer>', hex(bytes))).toMatch(/^! no list: /);
  });
});

describe('JSON', () => {
  it.each([
    ['{"a":9007199254740993,"b":-1,"c":1.5}', { a: '9007199254740993', b: -1, c: 1.5 }],
    ['[0.1234567890123456789, 1e999, 2.0143706798553467]', ['0.1234567890123456789', '1e999', 2.014_370_679_855_346_7]],
    ['"\\u202e"', '\u202e'],
    ['null', null],
  ])('%s', (given, expected) => {
    expect(decode('json', text(given))).toEqual(expected);
  });

  it('keeps a field of the name __proto__', () => {
    expect(JSON.stringify(decode('json', text('{"__proto__":{"a":1}}')))).toBe('{"__proto__":{"a":1}}');
  });

  it.each(['{"a":1,"a":2}', '{', '', `${'['.repeat(1001)}${']'.repeat(1001)}`, '['.repeat(3_000_000)])('none in %.20j', (given) => {
    expect(decode('json', text(given))).toMatch(/^! no JSON/);
  });

  it('is written with the digits that were typed', () => {
    const encoded = findPlainSerde('json')!.encode('{ "id": 12345678901234567890 }');
    expect(encoded.ok && Buffer.from(encoded.value).toString()).toBe('{"id":12345678901234567890}');
  });
});

describe('what a serde reads, it writes again', () => {
  const own = [...plainSerdeNames.filter((name) => !['json', 'void'].includes(name)), 'list<integer>', 'list<uuid>'];
  it.each(own)('%s', (name) => {
    let state = 7;
    const below = (n: number): number => Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * n);
    const serde = findPlainSerde(name)!;
    const differing: string[] = [];
    for (let i = 0; i < 3000; i++) {
      const bytes = Buffer.from(Array.from({ length: below(14) }, () => (below(3) === 0 ? below(256) : below(3))));
      const decoded = serde.decode(bytes);
      if (!decoded.ok || decoded.value === 'NaN') continue;
      const encoded = serde.encode(typeof decoded.value === 'string' ? decoded.value : JSON.stringify(decoded.value));
      const written = encoded.ok ? Buffer.from(encoded.value).toString('hex') : encoded.error;
      if (written !== bytes.toString('hex'))
        differing.push(`${bytes.toString('hex')} is ${JSON.stringify(decoded.value)}, which is ${written}`);
    }
    expect(differing).toEqual([]);
  });

  it.each([
    ['long', '1.5'],
    ['long', '9223372036854775808'],
    ['integer', '2147483648'],
    ['integer', ''],
    ['short', '70000'],
    ['boolean', 'yes'],
    ['uuid', 'x'],
    ['hex', '0'],
    ['base64', '*'],
    ['json', '{'],
    ['list<integer>', '["a"]'],
    ['list<string>', 'a'],
    ['void', ''],
  ])('%s takes no %j', (name, given) => {
    const encoded = findPlainSerde(name)!.encode(given);
    expect(encoded.ok ? '' : encoded.error).toMatch(/^.+\.$/);
  });
});

const long = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};
const fixed = (length: number, write: (bytes: Buffer) => void): Buffer => {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return bytes;
};

describe('guesses', () => {
  it.each<[string, string, readonly Uint8Array[]]>([
    ['string', 'likely', ['alice', 'käte', '漢字'].map(text)],
    ['string', 'likely', ['1234', '5678'].map(text)],
    ['string', 'likely', ['12345678', '87654321', ''].map(text)],
    ['json', 'likely', ['{"a":1}', '[1]'].map(text)],
    ['uuid', 'likely', ['0f8fad5b-d9cb-469f-a165-70867728950e', '7c9e6679-7425-40de-944b-e07fc1f90ae7'].map(text)],
    ['long', 'likely', [0n, 5n, -3n, 1_700_000_000_000n].map(long)],
    ['long', 'possible', [0x7123_4567_89ab_cdefn, -0x7123_4567_89ab_cdefn].map(long)],
    ['double', 'likely', [1.5, 99.95, 0].map((value) => fixed(8, (bytes) => void bytes.writeDoubleBE(value)))],
    ['integer', 'likely', [1, -2, 70_000].map((value) => fixed(4, (bytes) => void bytes.writeInt32BE(value)))],
    ['float', 'likely', [1.5, 99.95].map((value) => fixed(4, (bytes) => void bytes.writeFloatBE(value)))],
    ['boolean', 'likely', [hex('00'), hex('01')]],
    ['short', 'possible', [hex('0001'), hex('ff00')]],
    ['list<string>', 'likely', [hex('01 00000001 00000001 61'), hex('01 00000000')]],
    ['list<integer>', 'likely', [hex('00 00000000 00000002 00000001 00000005'), hex('00 00000000 00000001 00000007')]],
    ['hex', 'possible', [hex('fffe01'), hex('00ff')]],
    ['string', 'possible', []],
  ])('%s, %s', (serde, certainty, samples) => {
    expect(guessSerde(samples)).toMatchObject({ serde: { name: serde }, certainty });
  });

  it('of one sample are less sure', () => {
    expect(guessSerde([text('{"a":1}')]).certainty).toBe('likely');
    expect(guessSerde([text('alice')]).certainty).toBe('possible');
  });
});

describe('names', () => {
  it('are all of a serde', () => {
    for (const name of plainSerdeNames) expect(findPlainSerde(name.toUpperCase())?.name).toBe(name);
    expect(serdeNames.every(isSerdeName)).toBe(true);
  });

  it.each([
    '',
    'xml',
    'list',
    'list<>',
    'list<avro>',
    'list<xml>',
    'list<list<string>',
    `${'list<'.repeat(5000)}string${'>'.repeat(5000)}`,
  ])('are not %.30j', (name) => {
    expect(isSerdeName(name)).toBe(false);
    expect(findPlainSerde(name)).toBeUndefined();
  });
});

describe('serdes of the code', () => {
  it.each([
    ['Serdes.String', 'string'],
    ['Serdes.StringSerde', 'string'],
    ['Serdes.UUID', 'uuid'],
    ['Serdes.Integer', 'integer'],
    ['LongSerde', 'long'],
    ['JsonSerde', 'json'],
    ['org.springframework.kafka.support.serializer.JsonSerde', 'json'],
    ['JsonSerde<Order>', 'json'],
    ['SpecificAvroSerde', 'avro'],
    ['GenericAvroSerde', 'avro'],
    ['KafkaProtobufSerde', 'protobuf'],
    ['KafkaJsonSchemaSerde', 'json-schema'],
    ['Serdes.Bytes', undefined],
    ['Serdes.WrapperSerde', undefined],
    ['OrderSerde', undefined],
    ['constructor', undefined],
  ])('%s', (written, expected) => {
    expect(serdeOfCode(written)).toBe(expected);
  });

  it('of windowed keys', () => {
    expect(windowedSerdeOfCode('WindowedSerdes.TimeWindowedSerde')).toBe('time');
    expect(windowedSerdeOfCode('WindowedSerdes.SessionWindowedSerde')).toBe('session');
    expect(windowedSerdeOfCode('Serdes.String')).toBeUndefined();
  });
});

/** The serde of a column by its bytes: what no sample rules out, with how sure that is. */
import type { Certainty } from '../query.js';
import { findPlainSerde, type PlainSerde } from './plainSerdes.js';

export interface Guess {
  readonly serde: PlainSerde;
  readonly certainty: Certainty;
  readonly reason: string;
}

export function guessSerde(samples: readonly Uint8Array[]): Guess {
  const guess = (name: string, certainty: Certainty, reason: string): Guess => ({
    serde: findPlainSerde(name)!,
    // One sample shows little.
    certainty: samples.length > 1 || certainty === 'possible' ? certainty : certainty === 'certain' ? 'likely' : 'possible',
    reason: `${reason}, by ${samples.length} ${samples.length === 1 ? 'sample' : 'samples'}`,
  });
  const filled = samples.filter(({ length }) => length > 0);
  if (filled.length === 0) return { serde: findPlainSerde('string')!, certainty: 'possible', reason: 'no bytes to tell from' };
  const all = (test: (bytes: Buffer) => boolean): boolean =>
    filled.every((bytes) => test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  const decodes = (name: string): boolean => all((bytes) => findPlainSerde(name)!.decode(bytes).ok);
  if (decodes('uuid')) return guess('uuid', 'certain', 'text of UUIDs');
  if (all((bytes) => bytes[0] === 0x7b || bytes[0] === 0x5b) && decodes('json'))
    return guess('json', 'certain', 'objects or arrays of JSON');
  if (all(isReadable)) return guess('string', 'likely', 'readable text');
  if (samples.length !== filled.length) return guess('hex', 'possible', 'no type of Kafka’s own fits');
  if (all((bytes) => bytes.length === 8)) {
    const near = (value: number): boolean => Math.abs(value) < 1e15;
    if (all((bytes) => near(Number(bytes.readBigInt64BE()))))
      return guess('long', 'likely', 'eight bytes, in the range of counters and times');
    if (all((bytes) => near(bytes.readDoubleBE()) && Math.abs(bytes.readDoubleBE()) > 1e-15))
      return guess('double', 'likely', 'eight bytes, a usual decimal');
    return guess('long', 'possible', 'eight bytes');
  }
  if (all((bytes) => bytes.length === 4))
    return guess('integer', all((bytes) => Math.abs(bytes.readInt32BE()) < 1e8) ? 'likely' : 'possible', 'four bytes');
  return guess('hex', 'possible', 'no type of Kafka’s own fits');
}

function isReadable(bytes: Buffer): boolean {
  const text = findPlainSerde('string')!.decode(bytes);
  // oxlint-disable-next-line no-control-regex -- that is what they are
  return text.ok && typeof text.value === 'string' && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text.value);
}

/** ASN.1 as key stores are written in it (BER, X.690), within bounds: a file of others may nest as deep, and hold as much, as it likes. */
import { BadKeyStore, BrokenAsn1 } from './badKeyStore.js';

export interface Asn1 {
  /** The first byte: class, form and number. */
  readonly tag: number;
  /** Without tag and length. */
  readonly bytes: Uint8Array;
  /** undefined: it is primitive, so it has bytes only. */
  readonly parts: readonly Asn1[] | undefined;
}

/** As OpenSSL has it; a key store has about ten. */
const deepest = 30;
/** A store of 2,000 certificates has about 30,000. */
const mostElements = 100_000;

export const tags = { integer: 0x02, octets: 0x04, name: 0x06, sequence: 0x30 } as const;

/** The first element; what follows it is of no interest, as OpenSSL has it. Throws BrokenAsn1, or BadKeyStore where it is too much. */
export function readAsn1(bytes: Uint8Array): Asn1 {
  return readElement(bytes, 0, { depth: 0, elements: { left: mostElements } }).element;
}

interface Place {
  readonly depth: number;
  /** Counted down over the whole text. */
  readonly elements: { left: number };
}

interface Found {
  readonly element: Asn1;
  /** Where the next one begins. */
  readonly end: number;
}

function readElement(bytes: Uint8Array, from: number, { depth, elements }: Place): Found {
  if (depth > deepest) throw new BadKeyStore(`it is nested deeper than ${deepest} levels`);
  if (--elements.left < 0) throw new BadKeyStore(`it has more than ${mostElements} parts`);
  const tag = bytes[from];
  if (tag === undefined || (tag & 0x1f) === 0x1f) throw new BrokenAsn1();
  const isConstructed = (tag & 0x20) !== 0;
  const { start, length } = readLength(bytes, from + 1);
  if (length === undefined && !isConstructed) throw new BrokenAsn1();
  const limit = length === undefined ? bytes.length : start + length;
  if (limit > bytes.length) throw new BrokenAsn1();
  if (!isConstructed) return { element: { tag, bytes: bytes.subarray(start, limit), parts: undefined }, end: limit };
  const parts: Asn1[] = [];
  let next = start;
  while (length === undefined ? !isEnd(bytes, next) : next < limit) {
    const part = readElement(bytes.subarray(0, limit), next, { depth: depth + 1, elements });
    parts.push(part.element);
    next = part.end;
  }
  return { element: { tag, bytes: bytes.subarray(start, next), parts }, end: length === undefined ? next + 2 : limit };
}

const isEnd = (bytes: Uint8Array, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0;

/** `length` undefined: it goes on to two bytes of zero. */
function readLength(bytes: Uint8Array, at: number): { readonly start: number; readonly length: number | undefined } {
  const first = bytes[at];
  if (first === undefined) throw new BrokenAsn1();
  if (first < 0x80) return { start: at + 1, length: first };
  if (first === 0x80) return { start: at + 1, length: undefined };
  const size = first & 0x7f;
  if (size > 6 || at + size >= bytes.length) throw new BrokenAsn1();
  return { start: at + 1 + size, length: Buffer.from(bytes.buffer, bytes.byteOffset + at + 1, size).readUIntBE(0, size) };
}

/** Of a sequence, set or tagged element. Throws BrokenAsn1 where it is none. */
export function partsOf(element: Asn1 | undefined): readonly Asn1[] {
  if (element?.parts === undefined) throw new BrokenAsn1();
  return element.parts;
}

/** Of an octet string, which may come in pieces. */
export function octetsOf(element: Asn1 | undefined): Uint8Array {
  if (element === undefined) throw new BrokenAsn1();
  return element.parts === undefined ? element.bytes : Buffer.concat(element.parts.map(octetsOf));
}

/** Of an object identifier: its bytes as hex. */
export function nameOf(element: Asn1 | undefined): string {
  if (element?.tag !== tags.name) throw new BrokenAsn1();
  return Buffer.from(element.bytes).toString('hex');
}

/** Of an integer above zero; Infinity where it is larger than any that is of use. */
export function countOf(element: Asn1 | undefined): number {
  if (element?.tag !== tags.integer || element.bytes.length === 0) throw new BrokenAsn1();
  const hex = Buffer.from(element.bytes)
    .toString('hex')
    .replace(/^0+(?=.)/, '');
  const count = hex.length > 12 ? Infinity : Number.parseInt(hex, 16);
  if (count === 0 || element.bytes[0]! >= 0x80) throw new BrokenAsn1();
  return count;
}

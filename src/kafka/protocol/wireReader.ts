/** Thrown where an answer's bytes are not what the protocol says; caught where answers are decoded. */
export class BrokenAnswer extends Error {}

/** Of one answer: arrays and what is in them. Some take many times their bytes; 100,000 partitions of three replicas are a million. */
const mostItems = 2_000_000;

/** Reads the body of an answer. Throws BrokenAnswer where the bytes end too early, or hold more items than any cluster has. */
export class WireReader {
  private readonly bytes: Buffer;
  private at = 0;
  private items = 0;

  constructor(
    bytes: Uint8Array,
    private readonly flexible: boolean,
  ) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  int8(): number {
    return this.bytes.readInt8(this.take(1));
  }

  bool(): boolean {
    return this.int8() !== 0;
  }

  int16(): number {
    return this.bytes.readInt16BE(this.take(2));
  }

  uint16(): number {
    return this.bytes.readUInt16BE(this.take(2));
  }

  int32(): number {
    return this.bytes.readInt32BE(this.take(4));
  }

  /** Exact below 2^53: sizes and timestamps. */
  int64(): number {
    return Number(this.bytes.readBigInt64BE(this.take(8)));
  }

  /** Below 0: there is none. */
  offset(): number {
    const offset = this.int64();
    if (offset > Number.MAX_SAFE_INTEGER) throw new BrokenAnswer(`an offset of ${offset}`);
    return offset;
  }

  /** As hexadecimal digits. */
  uuid(): string {
    const from = this.take(16);
    return this.bytes.toString('hex', from, from + 16);
  }

  string(): string {
    return this.nullableString() ?? '';
  }

  nullableString(): string | null {
    const length = this.flexible ? this.unsignedVarint() - 1 : this.int16();
    if (length < 0) return null;
    const from = this.take(length);
    return this.bytes.toString('utf8', from, from + length);
  }

  /** A range of the answer's own bytes; null as empty. */
  byteRange(): Uint8Array {
    const length = this.flexible ? this.unsignedVarint() - 1 : this.int32();
    if (length <= 0) return this.bytes.subarray(0, 0);
    const from = this.take(length);
    return this.bytes.subarray(from, from + length);
  }

  /** null as empty. */
  array<T>(read: () => T): T[] {
    const length = this.flexible ? this.unsignedVarint() - 1 : this.int32();
    if (length > this.bytes.length - this.at) throw new BrokenAnswer(`an array of ${length} items in ${this.bytes.length} bytes`);
    this.items += 1 + Math.max(length, 0);
    if (this.items > mostItems) throw new BrokenAnswer(`more than ${mostItems} items`);
    const items: T[] = [];
    for (let i = 0; i < length; i++) items.push(read());
    return items;
  }

  /** A structure that may be absent: its own marker byte, in the flexible encodings only. */
  nullable<T>(read: () => T): T | null {
    return this.int8() < 0 ? null : read();
  }

  /** The end of a structure: skips tagged fields; nothing in the encodings that are not flexible. */
  tags(): void {
    if (!this.flexible) return;
    const count = this.unsignedVarint();
    for (let i = 0; i < count; i++) {
      this.unsignedVarint();
      this.take(this.unsignedVarint());
    }
  }

  /** An answer of the version that was asked has nothing behind its last field. */
  expectEnd(): void {
    if (this.at !== this.bytes.length) throw new BrokenAnswer(`${this.bytes.length - this.at} bytes too many`);
  }

  private unsignedVarint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.bytes[this.take(1)]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new BrokenAnswer('a length of more than five bytes');
  }

  private take(count: number): number {
    const from = this.at;
    if (count < 0 || from + count > this.bytes.length) throw new BrokenAnswer(`the answer ends at byte ${this.bytes.length}`);
    this.at += count;
    return from;
  }
}

/** Writes the body of a request. `flexible`: the compact forms and tag sections of KIP-482. */
export class WireWriter {
  private written = Buffer.alloc(256);
  private length = 0;

  constructor(private readonly flexible: boolean) {}

  toBytes(): Uint8Array {
    return this.written.subarray(0, this.length);
  }

  int8(value: number): this {
    this.room(1, (bytes, at) => bytes.writeInt8(value, at));
    return this;
  }

  bool(value: boolean): this {
    return this.int8(value ? 1 : 0);
  }

  int16(value: number): this {
    this.room(2, (bytes, at) => bytes.writeInt16BE(value, at));
    return this;
  }

  int32(value: number): this {
    this.room(4, (bytes, at) => bytes.writeInt32BE(value, at));
    return this;
  }

  /** Exact below 2^53. */
  int64(value: number): this {
    this.room(8, (bytes, at) => bytes.writeBigInt64BE(BigInt(value), at));
    return this;
  }

  /** Of 32 hexadecimal digits. */
  uuid(value: string): this {
    this.room(16, (bytes, at) => bytes.write(value, at, 'hex'));
    return this;
  }

  string(value: string): this {
    return this.nullableString(value);
  }

  nullableString(value: string | null): this {
    const text = value === null ? null : Buffer.from(value, 'utf8');
    if (this.flexible) this.unsignedVarint(text === null ? 0 : text.length + 1);
    else this.int16(text === null ? -1 : text.length);
    if (text !== null) this.room(text.length, (bytes, at) => text.copy(bytes, at));
    return this;
  }

  /** A range of bytes, with its length before it. */
  bytes(value: Uint8Array): this {
    if (this.flexible) this.unsignedVarint(value.length + 1);
    else this.int32(value.length);
    this.room(value.length, (bytes, at) => bytes.set(value, at));
    return this;
  }

  /** null where the field may be. */
  array<T>(items: readonly T[] | null, write: (item: T) => void): this {
    if (this.flexible) this.unsignedVarint(items === null ? 0 : items.length + 1);
    else this.int32(items === null ? -1 : items.length);
    for (const item of items ?? []) write(item);
    return this;
  }

  /** The end of a structure: nothing in the encodings that are not flexible. */
  tags(): this {
    return this.flexible ? this.unsignedVarint(0) : this;
  }

  private unsignedVarint(value: number): this {
    let rest = value;
    while (rest > 127) {
      this.uint8((rest & 127) | 128);
      rest >>>= 7;
    }
    return this.uint8(rest);
  }

  private uint8(value: number): this {
    this.room(1, (bytes, at) => bytes.writeUInt8(value, at));
    return this;
  }

  /** Growing replaces the buffer: `write` gets the one that is there afterwards. */
  private room(count: number, write: (bytes: Buffer, at: number) => void): void {
    const at = this.length;
    this.length += count;
    if (this.length > this.written.length) {
      const grown = Buffer.alloc(Math.max(this.length, this.written.length * 2));
      this.written.copy(grown);
      this.written = grown;
    }
    write(this.written, at);
  }
}

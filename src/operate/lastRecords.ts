/** The last record of each key, as two digests: enough to say that two topics hold the same, in 32 to 64 bytes a key. */
import { createHash } from 'node:crypto';

/** Of what is gone: a tombstone. */
const nothing = 0n;
const firstSlots = 1024;

/** Never `nothing`: that stands for a free slot, and for a tombstone. */
export function digestOf(...parts: readonly (Uint8Array | string)[]): bigint {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest().readBigUInt64LE() || 1n;
}

export class LastRecords {
  private keys = new BigUint64Array(firstSlots);
  private records = new BigUint64Array(firstSlots);
  private used = 0;
  private live = 0;

  /** Keys whose last record is no tombstone. */
  get size(): number {
    return this.live;
  }

  /** `record` null: a tombstone. */
  put(key: bigint, record: bigint | null): void {
    if (this.used * 2 >= this.keys.length) this.grow();
    const slot = this.slotOf(key);
    if (this.keys[slot] !== key) this.used++;
    else if (this.records[slot] !== nothing) this.live--;
    this.keys[slot] = key;
    this.records[slot] = record ?? nothing;
    if (record !== null) this.live++;
  }

  /** Keys that one has and the other has not, or has with another record. */
  countDifferent(other: LastRecords): number {
    let different = 0;
    const count = (one: LastRecords, two: LastRecords, alsoOther: boolean): void => {
      for (const [slot, key] of one.keys.entries()) {
        const record = one.records[slot] ?? nothing;
        if (key === nothing || record === nothing) continue;
        const found = two.find(key);
        if (found === nothing || (alsoOther && found !== record)) different++;
      }
    };
    count(this, other, true);
    count(other, this, false);
    return different;
  }

  private find(key: bigint): bigint {
    const slot = this.slotOf(key);
    return this.keys[slot] === key ? (this.records[slot] ?? nothing) : nothing;
  }

  /** Where it is, or belongs. */
  private slotOf(key: bigint): number {
    const mask = this.keys.length - 1;
    let slot = Number(key & BigInt(mask));
    while (this.keys[slot] !== nothing && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const [keys, records] = [this.keys, this.records];
    this.keys = new BigUint64Array(keys.length * 2);
    this.records = new BigUint64Array(keys.length * 2);
    for (const [old, key] of keys.entries()) {
      if (key === nothing) continue;
      const slot = this.slotOf(key);
      this.keys[slot] = key;
      this.records[slot] = records[old] ?? nothing;
    }
  }
}

/** Requests of any size: what is written is what is read back. */
import { describe, expect, it } from 'vitest';
import { WireReader } from '../../../src/kafka/protocol/wireReader.js';
import { WireWriter } from '../../../src/kafka/protocol/wireWriter.js';

describe.each([true, false])('flexible: %s', (flexible) => {
  it('writes texts whole, wherever the buffer has to grow', () => {
    for (let length = 0; length < 600; length++) {
      const texts = ['a'.repeat(length), 'b'.repeat(300), 'ä'];
      const writer = new WireWriter(flexible);
      for (const text of texts) writer.string(text).int64(2 ** 52);
      const reader = new WireReader(writer.toBytes(), flexible);
      for (const text of texts) {
        expect(reader.string()).toBe(text);
        expect(reader.int64()).toBe(2 ** 52);
      }
    }
  });
});

/** The messages of a SASL mechanism of ours over kafkajs: what it hands to an `authenticationProvider`. */

export interface SaslExchange {
  saslAuthenticate(message: {
    request: { encode(): Promise<Buffer> };
    response: { decode(bytes: Buffer): Promise<Buffer>; parse(bytes: Buffer): Promise<Buffer> };
  }): Promise<Buffer>;
}

const lengthBytes = 4;

/** The broker's answer; empty: it has none. Rejects with kafkajs's errors. */
export async function say({ saslAuthenticate }: SaslExchange, text: string): Promise<string> {
  const message = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(lengthBytes);
  length.writeInt32BE(message.length);
  const answer = await saslAuthenticate({
    request: { encode: () => Promise.resolve(Buffer.concat([length, message])) },
    response: { decode: (bytes) => Promise.resolve(bytes), parse: (bytes) => Promise.resolve(bytes) },
  });
  return answer.length < lengthBytes || answer.readInt32BE(0) <= 0 ? '' : answer.toString('utf8', lengthBytes);
}

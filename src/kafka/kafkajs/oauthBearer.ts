/** The OAUTHBEARER exchange (RFC 7628) over kafkajs: its own does not read the answer, where a broker says that it refuses a token. */
import type { TokenSource } from './oauthToken.js';

/** The broker refused the token; `status` is its word for why, such as invalid_token. */
export class TokenRefused extends Error {
  constructor(readonly status: string | undefined) {
    super('the broker refused the token');
  }
}

interface Exchange {
  saslAuthenticate(message: {
    request: { encode(): Promise<Buffer> };
    response: { decode(bytes: Buffer): Promise<Buffer>; parse(bytes: Buffer): Promise<Buffer> };
  }): Promise<Buffer>;
}

/** What kafkajs takes as `authenticationProvider`. */
export function createOAuthBearer(tokens: TokenSource): (exchange: Exchange) => { authenticate(): Promise<void> } {
  return ({ saslAuthenticate }) => ({
    async authenticate() {
      const token = await tokens.get();
      const message = withLength(Buffer.from(`n,,\u0001auth=Bearer ${token}\u0001\u0001`, 'utf8'));
      let answer;
      try {
        answer = await saslAuthenticate({
          request: { encode: () => Promise.resolve(message) },
          response: { decode: (bytes) => Promise.resolve(bytes), parse: (bytes) => Promise.resolve(bytes) },
        });
      } catch (error) {
        tokens.forget();
        throw error;
      }
      // Length first; -1 or 0: let in. Else a refusal in JSON, which is no error of the request (RFC 7628 3.2.2).
      if (answer.length < 4 || answer.readInt32BE(0) <= 0) return;
      tokens.forget();
      throw new TokenRefused(/"status"\s*:\s*"([\w.-]{1,80})"/.exec(answer.toString('utf8', 4))?.[1]);
    },
  });
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

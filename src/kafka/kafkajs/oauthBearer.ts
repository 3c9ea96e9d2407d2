/** The OAUTHBEARER exchange (RFC 7628) over kafkajs: its own does not read the answer, where a broker says that it refuses a token. */
import type { TokenSource } from './oauthToken.js';
import { say, type SaslExchange } from './saslExchange.js';

/** The broker refused the token; `status` is its word for why, such as invalid_token. */
export class TokenRefused extends Error {
  constructor(readonly status: string | undefined) {
    super('the broker refused the token');
  }
}

/** What kafkajs takes as `authenticationProvider`. */
export function createOAuthBearer(tokens: TokenSource): (exchange: SaslExchange) => { authenticate(): Promise<void> } {
  return (exchange) => ({
    async authenticate() {
      const token = await tokens.get();
      let answer;
      try {
        answer = await say(exchange, `n,,\u0001auth=Bearer ${token}\u0001\u0001`);
      } catch (error) {
        tokens.forget();
        throw error;
      }
      // Nothing: let in. Else a refusal in JSON, which is no error of the request (RFC 7628 3.2.2).
      if (answer === '') return;
      tokens.forget();
      throw new TokenRefused(/"status"\s*:\s*"([\w.-]{1,80})"/.exec(answer)?.[1]);
    },
  });
}

/** Our settings as kafkajs takes them. */
import type { ConnectionOptions } from 'node:tls';
import { fail, succeed } from '../../base/result.js';
import type { ClusterError, ClusterResult } from '../clusterError.js';
import type { ConnectionSettings } from '../connectionSettings.js';
import { createMskIam } from './awsMskIam.js';
import { createOAuthBearer } from './oauthBearer.js';
import { createTokenSource, TokenError } from './oauthToken.js';
import { createScram } from './scram.js';
import { toTlsOptions } from './tlsOptions.js';

/** What kafkajs takes as `ssl` and `sasl`. */
export interface Security {
  readonly ssl: ConnectionOptions | null;
  readonly sasl: object | null;
  /** What must be there before a broker is called: a token, where one is used. */
  prepare(): Promise<ClusterError | undefined>;
}

/** Fails as `badSettings` where a certificate or key cannot be read. */
export function toSecurity({ tls, sasl }: ConnectionSettings): ClusterResult<Security> {
  const options = tls === null ? succeed(null) : toTlsOptions(tls);
  if (!options.ok) return options;
  const ssl = options.value;
  const nothing = (): Promise<undefined> => Promise.resolve(undefined);
  if (sasl === null) return succeed({ ssl, sasl: null, prepare: nothing });
  if (sasl.mechanism === 'AWS_MSK_IAM') {
    const { mechanism } = sasl;
    return succeed({ ssl, sasl: { mechanism, authenticationProvider: createMskIam(sasl) }, prepare: nothing });
  }
  if (sasl.mechanism !== 'OAUTHBEARER') {
    if (sasl.username === '') return fail({ kind: 'badSettings', message: `The connection has no user name for ${sasl.mechanism}.` });
    const { mechanism, username, password } = sasl;
    const plain = { mechanism, username, password };
    return succeed({
      ssl,
      sasl: mechanism === 'PLAIN' ? plain : { mechanism, authenticationProvider: createScram({ mechanism, username, password }) },
      prepare: nothing,
    });
  }
  const tokens = createTokenSource(sasl, tls?.authorities ?? []);
  return succeed({
    ssl,
    sasl: { mechanism: 'OAUTHBEARER', authenticationProvider: createOAuthBearer(tokens) },
    prepare: () =>
      tokens.get().then(
        () => undefined,
        (error: unknown) => {
          if (error instanceof TokenError) return error.clusterError;
          throw error;
        },
      ),
  });
}

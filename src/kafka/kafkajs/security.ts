/** Our settings as kafkajs takes them. */
import { createSecureContext } from 'node:tls';
import { fail, succeed } from '../../base/result.js';
import type { ClusterResult } from '../clusterError.js';
import type { ConnectionSettings, TlsSettings } from '../connectionSettings.js';
import type { Security } from './brokerLink.js';
import { createTokenSource } from './oauthToken.js';

/** Fails as `badSettings` where a certificate or key cannot be read. */
export function toSecurity(settings: ConnectionSettings): ClusterResult<Security> {
  const ssl = settings.tls === null ? succeed(null) : toTlsOptions(settings.tls);
  if (!ssl.ok) return ssl;
  return succeed({ ssl: ssl.value, sasl: toSasl(settings) });
}

function toTlsOptions({ authorities, client, checkHostName }: TlsSettings): ClusterResult<object> {
  const options = {
    ...(authorities.length === 0 ? {} : { ca: [...authorities] }),
    ...(client?.form === 'pem' ? { cert: client.certificate, key: client.key } : {}),
    ...(client?.form === 'pkcs12' ? { pfx: Buffer.from(client.base64, 'base64') } : {}),
    ...(client === null || client.password === null ? {} : { passphrase: client.password }),
    ...(checkHostName ? {} : { checkServerIdentity: () => undefined }),
  };
  try {
    createSecureContext(options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail({
      kind: 'badSettings',
      message: `The certificates of the connection cannot be used: ${reason}.`,
      advice: 'Check the files of the certificate, its key and the authorities, and the password of the key.',
    });
  }
  return succeed(options);
}

function toSasl({ sasl }: ConnectionSettings): object | null {
  if (sasl === null) return null;
  if (sasl.mechanism !== 'OAUTHBEARER')
    return { mechanism: sasl.mechanism.toLowerCase(), username: sasl.username, password: sasl.password };
  const token = createTokenSource(sasl);
  return { mechanism: 'oauthbearer', oauthBearerProvider: async () => ({ value: await token() }) };
}

/** A connection that was read elsewhere as a draft: texts of certificates and all that is secret go to the secrets. */
import type { ConnectionSettings, SaslSettings } from '../../../kafka/connectionSettings.js';
import { type ClusterDraft, emptyDraft, type RegistryChoice } from './clusterDraft.js';
import type { ClusterSecrets } from './clusterSecrets.js';
import type { Security } from './clusterSetting.js';

export function fromConnectionSettings(name: string, connection: ConnectionSettings): ClusterDraft {
  const { bootstrap, tls, sasl, schemaRegistry } = connection;
  const authentication = schemaRegistry?.authentication;
  const registry: RegistryChoice = schemaRegistry === null ? 'absent' : schemaRegistry.authentication.kind;
  const secrets: ClusterSecrets = {
    ...(sasl !== null && 'clientSecret' in sasl ? { clientSecret: sasl.clientSecret } : {}),
    ...(sasl !== null && 'password' in sasl ? { password: sasl.password } : {}),
    ...(tls === null || tls.authorities.length === 0 ? {} : { authorities: tls.authorities }),
    ...(tls === null || tls.client === null ? {} : { certificate: tls.client }),
    ...(authentication?.kind === 'basic' ? { registryPassword: authentication.password } : {}),
    ...(authentication?.kind === 'bearer' ? { registryToken: authentication.token } : {}),
  };
  return {
    ...emptyDraft,
    name,
    bootstrap: bootstrap.join(','),
    security: securityOf(tls !== null, sasl !== null),
    ...(sasl === null ? {} : ofSasl(sasl)),
    certificate: secrets.certificate === undefined ? 'none' : 'imported',
    checkHostName: tls?.checkHostName ?? true,
    registry,
    registryUrl: schemaRegistry?.url ?? '',
    registryUsername: authentication?.kind === 'basic' ? authentication.username : '',
    secrets,
  };
}

/** Keys of AWS stay where they are: they are read again for each connection, as those of a session expire. */
function ofSasl(sasl: SaslSettings): Partial<ClusterDraft> {
  const { mechanism } = sasl;
  if (mechanism === 'OAUTHBEARER')
    return { mechanism, tokenEndpoint: sasl.tokenEndpoint, clientId: sasl.clientId, scope: sasl.scope ?? '' };
  if (mechanism === 'AWS_MSK_IAM') return { mechanism, awsProfile: sasl.profile ?? '' };
  return { mechanism, username: sasl.username };
}

function securityOf(tls: boolean, sasl: boolean): Security {
  if (sasl) return tls ? 'SASL_SSL' : 'SASL_PLAINTEXT';
  return tls ? 'SSL' : 'PLAINTEXT';
}

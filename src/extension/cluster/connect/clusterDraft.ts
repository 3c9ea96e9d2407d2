/** What is being entered of a cluster: its settings and secrets, with choices that the settings only imply. */
import type { ClusterSecrets } from './clusterSecrets.js';
import { type ClusterSetting, type Mechanism, type Security, usesSasl, usesTls } from './clusterSetting.js';

export type CertificateChoice = 'none' | 'pem' | 'pkcs12' | 'imported';
export type RegistryChoice = 'absent' | 'none' | 'basic' | 'bearer';

export interface ClusterDraft {
  readonly name: string;
  readonly bootstrap: string;
  readonly security: Security;
  readonly mechanism: Mechanism;
  readonly username: string;
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly scope: string;
  readonly awsProfile: string;
  readonly awsRegion: string;
  readonly caFile: string;
  readonly certificate: CertificateChoice;
  readonly certificateFile: string;
  readonly keyFile: string;
  readonly pkcs12File: string;
  readonly checkHostName: boolean;
  readonly registry: RegistryChoice;
  readonly registryUrl: string;
  readonly registryUsername: string;
  readonly secrets: ClusterSecrets;
}

export const emptyDraft: ClusterDraft = {
  name: '',
  bootstrap: '',
  security: 'PLAINTEXT',
  mechanism: 'PLAIN',
  username: '',
  tokenEndpoint: '',
  clientId: '',
  scope: '',
  awsProfile: '',
  awsRegion: '',
  caFile: '',
  certificate: 'none',
  certificateFile: '',
  keyFile: '',
  pkcs12File: '',
  checkHostName: true,
  registry: 'absent',
  registryUrl: '',
  registryUsername: '',
  secrets: {},
};

export function toDraft(setting: ClusterSetting, secrets: ClusterSecrets): ClusterDraft {
  const { schemaRegistry, ...rest } = setting;
  return {
    ...emptyDraft,
    ...rest,
    certificate: certificateOf(setting, secrets),
    registry: registryOf(setting, secrets),
    registryUrl: schemaRegistry?.url ?? '',
    registryUsername: schemaRegistry?.username ?? '',
    secrets,
  };
}

function certificateOf({ pkcs12File, certificateFile }: ClusterSetting, { certificate }: ClusterSecrets): CertificateChoice {
  if (pkcs12File !== undefined) return 'pkcs12';
  if (certificateFile !== undefined) return 'pem';
  return certificate === undefined ? 'none' : 'imported';
}

function registryOf({ schemaRegistry }: ClusterSetting, { registryToken }: ClusterSecrets): RegistryChoice {
  if (schemaRegistry === undefined) return 'absent';
  if (schemaRegistry.username !== undefined) return 'basic';
  return registryToken === undefined ? 'none' : 'bearer';
}

/** Only what the choices ask for: what was entered before another choice was made is left out, secrets too. */
export function fromDraft(draft: ClusterDraft): { readonly setting: ClusterSetting; readonly secrets: ClusterSecrets } {
  const { name, bootstrap, security, certificate, registry, secrets } = draft;
  const tls = usesTls(draft);
  const sasl = usesSasl(draft);
  const oauth = sasl && draft.mechanism === 'OAUTHBEARER';
  const aws = sasl && draft.mechanism === 'AWS_MSK_IAM';
  const hasPassword = sasl && !oauth && !aws;
  const { password, clientSecret, keyPassword, registryPassword, registryToken, authorities } = secrets;
  const setting: ClusterSetting = {
    name,
    bootstrap,
    ...(security === 'PLAINTEXT' ? {} : { security }),
    ...(sasl ? { mechanism: draft.mechanism } : {}),
    ...given('username', draft.username, hasPassword),
    ...given('tokenEndpoint', draft.tokenEndpoint, oauth),
    ...given('clientId', draft.clientId, oauth),
    ...given('scope', draft.scope, oauth),
    ...given('awsProfile', draft.awsProfile, aws),
    ...given('awsRegion', draft.awsRegion, aws),
    ...given('caFile', draft.caFile, tls),
    ...given('certificateFile', draft.certificateFile, tls && certificate === 'pem'),
    ...given('keyFile', draft.keyFile, tls && certificate === 'pem'),
    ...given('pkcs12File', draft.pkcs12File, tls && certificate === 'pkcs12'),
    ...(tls && !draft.checkHostName ? { checkHostName: false } : {}),
    ...(registry === 'absent'
      ? {}
      : { schemaRegistry: { url: draft.registryUrl, ...given('username', draft.registryUsername, registry === 'basic') } }),
  };
  const imported = tls && certificate === 'imported' ? secrets.certificate : undefined;
  return {
    setting,
    secrets: {
      ...given('password', password, hasPassword),
      ...given('clientSecret', clientSecret, oauth),
      ...given('keyPassword', keyPassword, tls && (certificate === 'pem' || certificate === 'pkcs12')),
      ...given('registryPassword', registryPassword, registry === 'basic'),
      ...given('registryToken', registryToken, registry === 'bearer'),
      ...(tls && authorities !== undefined && authorities.length > 0 ? { authorities } : {}),
      ...(imported === undefined ? {} : { certificate: imported }),
    },
  };
}

function given<K extends string>(key: K, text: string | undefined, applies: boolean): { readonly [P in K]?: string } {
  return applies && text !== undefined && text !== '' ? ({ [key]: text } as { readonly [P in K]?: string }) : {};
}

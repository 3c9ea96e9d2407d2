/** What is asked to reach a cluster, step by step. */
import { readServiceAddress, type ServiceAddress } from '../../../kafka/settings/serviceAddress.js';
import type { ClusterDraft } from './clusterDraft.js';
import type { ClusterSecrets } from './clusterSecrets.js';
import { mechanisms, securities, type Security, usesSasl, usesTls, wrongBootstrap } from './clusterSetting.js';
import type { Choice, Step, TextStep } from './steps.js';

export interface StepsPort {
  /** Names of the other clusters. */
  readonly taken: readonly string[];
  isFile(path: string): boolean;
}

type ClusterStep = Step<ClusterDraft>;
type TextKey = { [K in keyof ClusterDraft]: ClusterDraft[K] extends string ? K : never }[keyof ClusterDraft];

const securityTexts: Readonly<Record<Security, string>> = {
  PLAINTEXT: 'no encryption, no authentication',
  SSL: 'TLS, with a client certificate where one is given',
  SASL_PLAINTEXT: 'authentication by name and password or token, no encryption',
  SASL_SSL: 'authentication by name and password or token, over TLS',
};

export function clusterSteps(draft: ClusterDraft, port: StepsPort): readonly ClusterStep[] {
  return [
    nameStep(port),
    bootstrapStep,
    choice(
      'security',
      'How do clients connect? (security.protocol)',
      securities.map((value) => ({ value, label: value, description: securityTexts[value] })),
    ),
    ...(usesSasl(draft) ? saslSteps(draft) : []),
    ...(usesTls(draft) ? tlsSteps(draft, port) : []),
    ...registrySteps(draft),
  ];
}

export const nameStep = ({ taken }: StepsPort): ClusterStep =>
  text('name', 'What the cluster is called here', {
    placeholder: 'local, staging, production …',
    check: (entered) =>
      required(entered, 'Enter a name.') ?? (taken.includes(entered) ? `There is a cluster ${entered} already.` : undefined),
  });

const bootstrapStep = text('bootstrap', 'Addresses of brokers (bootstrap.servers)', {
  placeholder: 'HOST:PORT, several with commas between',
  check: (entered) => wrongBootstrap(entered),
});

function saslSteps({ mechanism, secrets }: ClusterDraft): ClusterStep[] {
  const mechanismStep = choice(
    'mechanism',
    'How do clients authenticate? (sasl.mechanism)',
    mechanisms.map((value) => ({ value, label: value })),
  );
  if (mechanism === 'AWS_MSK_IAM')
    return [
      mechanismStep,
      text('awsProfile', 'Profile of AWS with the keys', { placeholder: 'those of the environment, else the default profile' }),
      text('awsRegion', 'Region, where the names of the brokers do not tell it', { placeholder: 'none' }),
    ];
  if (mechanism !== 'OAUTHBEARER')
    return [
      mechanismStep,
      text('username', 'User name', { check: (entered) => required(entered, 'Enter the user name.') }),
      secret('password', 'Password', secrets),
    ];
  return [
    mechanismStep,
    address('tokenEndpoint', 'Address that gives tokens by client credentials', 'https://…/token', (draft, { name, password }) => ({
      ...draft,
      clientId: name,
      secrets: { ...draft.secrets, clientSecret: password },
    })),
    text('clientId', 'Client ID', { check: (entered) => required(entered, 'Enter the client ID.') }),
    secret('clientSecret', 'Client secret', secrets),
    text('scope', 'Scope, where the token endpoint asks for one', { placeholder: 'none' }),
  ];
}

function tlsSteps({ certificate, secrets }: ClusterDraft, port: StepsPort): ClusterStep[] {
  const fileStep = (key: TextKey, prompt: string, placeholder?: string): ClusterStep =>
    text(key, prompt, {
      file: true,
      ...(placeholder === undefined ? {} : { placeholder }),
      check: (entered) => {
        if (entered === '') return placeholder === undefined ? 'Enter or browse for a file.' : undefined;
        return port.isFile(entered) ? undefined : `${entered} is no file that can be read.`;
      },
    });
  const imported = secrets.certificate === undefined ? [] : [{ value: 'imported', label: 'The imported one' }];
  return [
    fileStep(
      'caFile',
      'PEM file with the certificates to trust',
      secrets.authorities === undefined ? 'those that Node.js trusts' : 'those that were imported',
    ),
    choice('certificate', 'Does the client have a certificate?', [
      { value: 'none', label: 'None' },
      ...imported,
      { value: 'pem', label: 'PEM', description: 'a certificate and a key, in one file or two' },
      { value: 'pkcs12', label: 'PKCS#12', description: 'a .p12 or .pfx file' },
    ]),
    ...(certificate === 'pem'
      ? [
          fileStep('certificateFile', 'PEM file with the certificate of the client'),
          fileStep('keyFile', 'PEM file with its key', 'the same file'),
        ]
      : []),
    ...(certificate === 'pkcs12' ? [fileStep('pkcs12File', 'PKCS#12 file with certificate and key of the client')] : []),
    ...(certificate === 'pem' || certificate === 'pkcs12' ? [secret('keyPassword', 'Password of the key', secrets, true)] : []),
    {
      kind: 'choice',
      id: 'checkHostName',
      prompt: "Must the brokers' certificates be of the hosts that are connected to?",
      choices: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No', description: 'as an empty ssl.endpoint.identification.algorithm' },
      ],
      value: ({ checkHostName }) => (checkHostName ? 'yes' : 'no'),
      accept: (draft, value) => ({ ...draft, checkHostName: value === 'yes' }),
    },
  ];
}

function registrySteps({ registry, secrets }: ClusterDraft): ClusterStep[] {
  const first = choice('registry', 'Is there a schema registry?', [
    { value: 'absent', label: 'No' },
    { value: 'none', label: 'Yes, without authentication' },
    { value: 'basic', label: 'Yes, with user name and password' },
    { value: 'bearer', label: 'Yes, with a token' },
  ]);
  if (registry === 'absent') return [first];
  return [
    first,
    address('registryUrl', 'Address of the schema registry', 'https://…', (draft, { name, password }) => ({
      ...draft,
      registry: 'basic',
      registryUsername: name,
      secrets: { ...draft.secrets, registryPassword: password },
    })),
    ...(registry === 'basic'
      ? [
          text('registryUsername', 'User name at the schema registry', { check: (entered) => required(entered, 'Enter the user name.') }),
          secret('registryPassword', 'Password at the schema registry', secrets),
        ]
      : []),
    ...(registry === 'bearer' ? [secret('registryToken', 'Token of the schema registry', secrets)] : []),
  ];
}

const required = (entered: string, message: string): string | undefined => (entered === '' ? message : undefined);

function wrongUrl(entered: string): string | undefined {
  const address = readServiceAddress(entered);
  if (!address.ok) return `The address ${address.error}.`;
  const url = URL.canParse(entered) ? new URL(entered) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? undefined : 'Enter an address that starts with http:// or https://.';
}

/** A name and password in it are no part of the address that is kept: `take` puts them where they belong. */
function address(
  key: 'tokenEndpoint' | 'registryUrl',
  prompt: string,
  placeholder: string,
  take: (draft: ClusterDraft, user: NonNullable<ServiceAddress['user']>) => ClusterDraft,
): TextStep<ClusterDraft> {
  return {
    ...text(key, prompt, { placeholder, check: wrongUrl }),
    accept(draft, entered) {
      const read = readServiceAddress(entered.trim());
      // What is wrong was said by `check`.
      if (!read.ok) return draft;
      const { url, user } = read.value;
      return user === null ? { ...draft, [key]: url } : take({ ...draft, [key]: url }, user);
    },
  };
}

function text(
  key: TextKey,
  prompt: string,
  { check, ...rest }: { placeholder?: string; file?: boolean; check?: (entered: string) => string | undefined } = {},
): TextStep<ClusterDraft> {
  return {
    kind: 'text',
    id: key,
    prompt,
    ...rest,
    value: (draft) => draft[key],
    check: (entered) => check?.(entered.trim()),
    accept: (draft, entered) => ({ ...draft, [key]: entered.trim() }),
  };
}

type SecretKey = { [K in keyof ClusterSecrets]-?: ClusterSecrets[K] extends string | undefined ? K : never }[keyof ClusterSecrets];

/** What is known is never shown: an empty answer keeps it. */
function secret(key: SecretKey, prompt: string, known: ClusterSecrets, optional = false): TextStep<ClusterDraft> {
  const has = known[key] !== undefined;
  return {
    kind: 'text',
    id: key,
    prompt: `${prompt}, kept in the secret storage of the editor`,
    secret: true,
    ...(has ? { placeholder: 'empty: as it was' } : optional ? { placeholder: 'none' } : {}),
    value: () => '',
    check: (entered) => (entered === '' && !has && !optional ? 'Enter it.' : undefined),
    accept: (draft, entered) => (entered === '' ? draft : { ...draft, secrets: { ...draft.secrets, [key]: entered } }),
  };
}

function choice(key: 'security' | 'mechanism' | 'certificate' | 'registry', prompt: string, choices: readonly Choice[]): ClusterStep {
  return {
    kind: 'choice',
    id: key,
    prompt,
    choices,
    value: (draft) => draft[key],
    // The choices are the values of the draft's type.
    accept: (draft, value) => ({ ...draft, [key]: value }),
  };
}

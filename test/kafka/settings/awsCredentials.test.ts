import { expect, it } from 'vitest';
import { succeed } from '../../../src/base/result.js';
import { noFiles } from '../../support/settingsFiles.js';
import { parseClientProperties } from '../../../src/kafka/settings/clientProperties.js';
import { readAwsCredentials } from '../../../src/kafka/settings/awsCredentials.js';

const files: Readonly<Record<string, string>> = {
  '/home/me/.aws/credentials': [
    '[default]',
    'aws_access_key_id = DEFAULT',
    'aws_secret_access_key = default-secret',
    '# [shop]',
    '[shop]',
    'aws_access_key_id=SHOP',
    'AWS_SECRET_ACCESS_KEY=a=b/c+d',
    'aws_session_token = token==',
  ].join('\r\n'),
  '/home/me/.aws/config': [
    '[default]',
    'region = eu-west-1',
    '[profile shop]',
    'region = us-east-2',
    's3 =',
    '  region = us-west-1',
    '[profile   people]',
    'sso_session = corp',
    'region = eu-north-1',
    '[profile admin]',
    'role_arn = arn:aws:iam::1:role/admin',
    'source_profile = default',
    '[shop2]',
    'aws_access_key_id = NOT-A-PROFILE',
  ].join('\n'),
};

const port = (variables: Readonly<Record<string, string>> = { HOME: '/home/me' }) => ({
  readFile: (path: string) => (files[path] === undefined ? noFiles(path) : succeed(Buffer.from(files[path]))),
  variable: (name: string) => variables[name],
});
const keysOf = (profile: string | null, variables?: Readonly<Record<string, string>>) => readAwsCredentials(profile, null, port(variables));

it('are those of the environment, then of a profile, each with its region', () => {
  const environment = { AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 's', AWS_REGION: 'ap-south-1', HOME: '/home/me' };
  expect(keysOf(null, environment)).toEqual({
    ok: true,
    value: { accessKeyId: 'ENV', secretAccessKey: 's', sessionToken: null, region: 'ap-south-1' },
  });
  expect(keysOf(null)).toMatchObject({ ok: true, value: { accessKeyId: 'DEFAULT', region: 'eu-west-1' } });
  const shop = { accessKeyId: 'SHOP', secretAccessKey: 'a=b/c+d', sessionToken: 'token==', region: 'us-east-2' };
  expect(keysOf('shop')).toEqual({ ok: true, value: shop });
  expect(keysOf(null, { HOME: '/home/me', AWS_PROFILE: 'shop' })).toEqual({ ok: true, value: shop });
  // Who names a profile means it.
  expect(keysOf('shop', environment)).toMatchObject({ ok: true, value: { accessKeyId: 'SHOP', region: 'ap-south-1' } });
});

it('are not made by services, roles or programs: what to do instead is said', () => {
  expect(keysOf('people')).toEqual({
    ok: false,
    error: {
      message: 'The profile people of AWS gets its keys by sso_session, which is not done here.',
      advice: 'Hand them over in the environment: aws configure export-credentials --profile people --format env prints them.',
    },
  });
  expect(keysOf('admin')).toMatchObject({ ok: false, error: { message: expect.stringContaining('by role_arn') } });
  expect(keysOf('shop2')).toMatchObject({ ok: false, error: { message: expect.stringContaining('nor a profile shop2 has some') } });
  expect(keysOf('a; rm -rf')).toMatchObject({ ok: false, error: { advice: expect.stringContaining('--profile NAME ') } });
  expect(keysOf(null, {})).toMatchObject({ ok: false });
});

it('are read as a Java client names them', async () => {
  const read = (jaas: string, variables?: Readonly<Record<string, string>>) =>
    parseClientProperties(
      ['bootstrap.servers=b:9098', 'security.protocol=SASL_SSL', 'sasl.mechanism=AWS_MSK_IAM', `sasl.jaas.config=${jaas}`].join('\n'),
      [],
      port(variables),
    );
  const module = 'software.amazon.msk.auth.iam.IAMLoginModule required';
  expect(await read(`${module} awsProfileName="shop";`)).toMatchObject({
    ok: true,
    value: { tls: { authorities: [] }, sasl: { mechanism: 'AWS_MSK_IAM', profile: 'shop', accessKeyId: 'SHOP', sessionToken: 'token==' } },
  });
  expect(await read(`${module};`)).toMatchObject({ ok: true, value: { sasl: { profile: null, accessKeyId: 'DEFAULT' } } });
  expect(await read(`${module} awsRoleArn="arn:aws:iam::1:role/x";`)).toMatchObject({
    ok: false,
    error: { message: 'sasl.jaas.config has awsRoleArn: no role is taken on here.' },
  });
});

/**
 * Keys of AWS as its SDKs keep them: in the environment, or as static keys of a profile in ~/.aws. Nothing is asked for and no program is run:
 * a profile that gets its keys from a service, a role or a command says how to hand them over.
 */
import { shortText } from '../../base/printable.js';
import { fail, succeed, type Result } from '../../base/result.js';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** null: the keys are of a user, not of a session. */
  readonly sessionToken: string | null;
  /** Where the host of a broker does not say; null: nothing else says it. */
  readonly region: string | null;
}

export interface AwsPort {
  /** Takes full paths. Fails with what is wrong, in words that name the file. */
  readFile(path: string): Result<Uint8Array, string>;
  variable(name: string): string | undefined;
}

interface Wrong {
  readonly message: string;
  readonly advice: string;
}

/** `profile` null: the environment's keys, else those of AWS_PROFILE or `default`. The error holds no secret. */
export function readAwsCredentials(profile: string | null, region: string | null, port: AwsPort): Result<AwsCredentials, Wrong> {
  const variable = (name: string): string | null => {
    const value = port.variable(name)?.trim();
    return value === undefined || value === '' ? null : value;
  };
  const ofEnvironment = region ?? variable('AWS_REGION') ?? variable('AWS_DEFAULT_REGION');
  const [accessKeyId, secretAccessKey] = [variable('AWS_ACCESS_KEY_ID'), variable('AWS_SECRET_ACCESS_KEY')];
  if (profile === null && accessKeyId !== null && secretAccessKey !== null)
    return succeed({ accessKeyId, secretAccessKey, sessionToken: variable('AWS_SESSION_TOKEN'), region: ofEnvironment });
  const name = profile ?? variable('AWS_PROFILE') ?? 'default';
  const { entries, unread } = readProfile(name, variable, port);
  const keys = { id: entries.get('aws_access_key_id'), secret: entries.get('aws_secret_access_key') };
  if (keys.id !== undefined && keys.secret !== undefined)
    return succeed({
      accessKeyId: keys.id,
      secretAccessKey: keys.secret,
      sessionToken: entries.get('aws_session_token') ?? null,
      region: ofEnvironment ?? entries.get('region') ?? null,
    });
  const called = shortText(name, 100);
  const source = dynamicSources.find((key) => entries.has(key));
  const noKeys = source === undefined ? 'has no keys' : `gets its keys by ${source}, which is not done here`;
  return fail({
    message:
      entries.size === 0
        ? `There are no keys of AWS: neither the environment nor a profile ${called} has some${unread.length === 0 ? '' : ` (${unread.join('; ')})`}.`
        : `The profile ${called} of AWS ${noKeys}.`,
    advice: `Hand them over in the environment: aws configure export-credentials --profile ${/^[\w.-]+$/.test(name) ? name : 'NAME'} --format env prints them.`,
  });
}

/** What makes keys only when it is asked, in the order in which it is told of. */
const dynamicSources = ['sso_session', 'sso_start_url', 'role_arn', 'credential_process', 'web_identity_token_file', 'login_session'];

interface Profile {
  readonly entries: ReadonlyMap<string, string>;
  /** Of each file that could not be read, why. */
  readonly unread: readonly string[];
}

/** What both files say of it; the credentials file counts first, as in the SDKs. */
function readProfile(name: string, variable: (name: string) => string | null, port: AwsPort): Profile {
  const home = variable('HOME') ?? variable('USERPROFILE');
  const unread: string[] = [];
  const read = (path: string | null): string => {
    if (path === null) return '';
    const found = port.readFile(path);
    if (found.ok) return Buffer.from(found.value).toString('utf8');
    unread.push(found.error);
    return '';
  };
  const at = (file: string): string | null => (home === null ? null : `${home}/.aws/${file}`);
  const config = read(variable('AWS_CONFIG_FILE') ?? at('config'));
  const credentials = read(variable('AWS_SHARED_CREDENTIALS_FILE') ?? at('credentials'));
  const entries = new Map([
    ...sectionOf(config, name === 'default' ? ['default', 'profile default'] : [`profile ${name}`]),
    ...sectionOf(credentials, [name]),
  ]);
  return { entries, unread };
}

function sectionOf(text: string, names: readonly string[]): Map<string, string> {
  const entries = new Map<string, string>();
  let isOurs = false;
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (trimmed.startsWith('[')) {
      const end = trimmed.indexOf(']');
      isOurs = end > 0 && names.includes(trimmed.slice(1, end).trim().split(/\s+/).join(' '));
      continue;
    }
    const equals = trimmed.indexOf('=');
    // Deeper lines are of a setting that is a group.
    if (!isOurs || equals <= 0 || /^\s/.test(line)) continue;
    entries.set(trimmed.slice(0, equals).trim().toLowerCase(), trimmed.slice(equals + 1).trim());
  }
  return entries;
}

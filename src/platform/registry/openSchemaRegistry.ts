/** A schema registry over HTTP, by Node's own client. */
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { succeed } from '../../base/result.js';
import type { SchemaRegistrySettings } from '../../kafka/connectionSettings.js';
import { toTlsOptions } from '../../kafka/kafkajs/tlsOptions.js';
import { createSchemaRegistry } from '../../store/registry/createSchemaRegistry.js';
import type { RegistryAnswer, RegistryGet, SchemaRegistry } from '../../store/registry/schemaRegistry.js';

const answerMs = 10_000;
const largestAnswer = 32 * 1024 * 1024;

/** Nothing is sent yet. Settings that cannot be used are the answer to every question. */
export function openSchemaRegistry(settings: SchemaRegistrySettings): SchemaRegistry {
  const addresses = settings.url.split(',').map((one) => readAddress(one.trim()));
  const known = addresses.filter((address) => address !== undefined);
  if (known.length < addresses.length)
    return unusable(
      'the address of the schema registry cannot be used: write schema.registry.url as http://HOST:PORT or https://HOST:PORT',
    );
  const tls = settings.tls === null ? succeed({}) : toTlsOptions(settings.tls);
  if (!tls.ok) return unusable(`the TLS settings of the schema registry cannot be used: ${tls.error.message.replace(/\.$/, '')}`);
  const authorization = authorizationOf(settings);
  const get: RegistryGet = async (path, call) => {
    let answer: RegistryAnswer = { problem: 'the schema registry was not asked' };
    for (const address of known) {
      answer = await getOnce(address, path, { ...tls.value, authorization: authorization ?? address.authorization }, call?.signal);
      if ('status' in answer || call?.signal?.aborted === true) return answer;
    }
    return answer;
  };
  return createSchemaRegistry(get);
}

const unusable = (problem: string): SchemaRegistry => createSchemaRegistry(() => Promise.resolve({ problem }));

interface Address {
  /** Without name, password and a slash at the end. */
  readonly shown: string;
  /** Of a name and password in the address. */
  readonly authorization: string | undefined;
}

function readAddress(text: string): Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const authorization = url.username === '' ? undefined : basic(decodeURIComponent(url.username), decodeURIComponent(url.password));
  return { shown: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`, authorization };
}

const basic = (username: string, password: string): string => `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;

function authorizationOf({ authentication }: SchemaRegistrySettings): string | undefined {
  switch (authentication.kind) {
    case 'none':
      return undefined;
    case 'basic':
      return basic(authentication.username, authentication.password);
    case 'bearer':
      return `Bearer ${authentication.token}`;
  }
}

function getOnce(
  { shown }: Address,
  path: string,
  { authorization, ...tls }: { readonly authorization: string | undefined },
  signal: AbortSignal | undefined,
): Promise<RegistryAnswer> {
  const base = path.startsWith('/apis/') ? shown.replace(/\/apis\/.*$/, '') : shown;
  const request = shown.startsWith('https:') ? requestSecure : requestPlain;
  const within = AbortSignal.timeout(answerMs);
  const headers = {
    accept: 'application/vnd.schemaregistry.v1+json, application/json;q=0.9, */*;q=0.5',
    ...(authorization === undefined ? {} : { authorization }),
  };
  return new Promise((resolve) => {
    const problem = (error: Error): void => {
      const late = within.aborted ? `does not answer within ${answerMs / 1000} s` : undefined;
      resolve({ problem: `the schema registry at ${shown} ${late ?? whyOf(error)}` });
    };
    const asked = request(
      base + path,
      { ...tls, headers, signal: signal === undefined ? within : AbortSignal.any([signal, within]) },
      (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on('data', (part: Buffer) => {
          parts.push(part);
          length += part.length;
          if (length > largestAnswer) response.destroy(new Error('its answer is too large'));
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }));
        response.on('error', problem);
      },
    );
    asked.on('error', problem);
    asked.end();
  });
}

/** As a clause after the registry's address. */
function whyOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'cannot be reached: nothing listens there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'cannot be reached: its host is not known';
    case 'ECONNRESET':
    case 'EPROTO':
    case 'HPE_INVALID_CONSTANT':
      return 'does not speak as expected: http and https may be mixed up';
    case 'ABORT_ERR':
      return 'was not asked to the end: cancelled';
    default:
      return /certificate|altname|CERT_/i.test(`${code} ${message}`)
        ? `has a certificate that is not accepted: ${message}`
        : `cannot be asked: ${message}`;
  }
}

/** A schema registry over HTTP, by Node's own client. */
import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { succeed } from '../../base/result.js';
import { withoutEnd } from '../../base/withoutEnd.js';
import type { SchemaRegistrySettings } from '../../kafka/connectionSettings.js';
import { toTlsOptions } from '../../kafka/kafkajs/tlsOptions.js';
import { withinTime } from '../../kafka/withinTime.js';
import { createSchemaRegistry } from '../../store/registry/createSchemaRegistry.js';
import type { RegistryAnswer, RegistryGet, SchemaRegistry } from '../../store/registry/schemaRegistry.js';

/** How long an address that did not answer in time is left alone: else each page of a query would wait for it. */
const silenceMs = 30_000;
const largestAnswer = 16 * 1024 * 1024;

export interface RegistryLimits {
  readonly answerMs?: number;
  /** For a schema with all that it refers to. */
  readonly schemaMs?: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now?: () => number;
}

export interface OpenRegistry extends SchemaRegistry {
  /** A person asks anew: addresses that did not answer in time are waited for again. */
  askAgain(): void;
}

/** Nothing is sent yet. Settings that cannot be used are the answer to every question. */
export function openSchemaRegistry(
  settings: SchemaRegistrySettings,
  { answerMs = 5_000, schemaMs, now = () => performance.now() }: RegistryLimits = {},
): OpenRegistry {
  const addresses = settings.url.split(',').map((one) => readAddress(one.trim()));
  const known = addresses.filter((address) => address !== undefined);
  if (known.length < addresses.length)
    return unusable(
      'the address of the schema registry cannot be used: write schema.registry.url as http://HOST:PORT or https://HOST:PORT',
    );
  const tls = settings.tls === null ? succeed({}) : toTlsOptions(settings.tls);
  if (!tls.ok) return unusable(`the TLS settings of the schema registry cannot be used: ${tls.error.message.replace(/\.$/, '')}`);
  const authorization = authorizationOf(settings);
  const silent = new Map<Address, { readonly problem: string; readonly until: number }>();
  const ask = async (address: Address, path: string, signal: AbortSignal | undefined): Promise<RegistryAnswer> => {
    const silence = silent.get(address);
    if (silence !== undefined && now() < silence.until) return silence;
    const options = { ...tls.value, authorization: authorization ?? address.authorization };
    return withinTime(answerMs, signal, async (inTime, isLate) => {
      const answer = await getOnce(address, path, options, inTime);
      if (!('problem' in answer) || !isLate()) return answer;
      const problem = `the schema registry at ${address.shown} does not answer within ${answerMs / 1000} s`;
      silent.set(address, { problem, until: now() + silenceMs });
      return { problem };
    });
  };
  const get: RegistryGet = async (path, call) => {
    let answer: RegistryAnswer = { problem: 'the schema registry was not asked' };
    for (const address of known) {
      answer = await ask(address, path, call?.signal);
      if ('status' in answer || call?.signal?.aborted === true) return answer;
    }
    return answer;
  };
  const registry = createSchemaRegistry(get, { now, ...(schemaMs === undefined ? {} : { schemaMs }) });
  return {
    find: registry.find,
    askAgain() {
      silent.clear();
      registry.askAgain();
    },
  };
}

function unusable(problem: string): OpenRegistry {
  return createSchemaRegistry(() => Promise.resolve({ problem }));
}

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
  const [username, password] = [decoded(url.username), decoded(url.password)];
  if (username === undefined || password === undefined) return undefined;
  const authorization = username === '' ? undefined : basic(username, password);
  return { shown: `${url.protocol}//${url.host}${withoutEnd(url.pathname, (character) => character === '/')}`, authorization };
}

/** undefined: it is not written as addresses write it. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
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
  signal: AbortSignal,
): Promise<RegistryAnswer> {
  const base = path.startsWith('/apis/') ? (shown.split('/apis/', 1)[0] ?? shown) : shown;
  const request = shown.startsWith('https:') ? requestSecure : requestPlain;
  const headers = {
    accept: 'application/vnd.schemaregistry.v1+json, application/json;q=0.9, */*;q=0.5',
    ...(authorization === undefined ? {} : { authorization }),
  };
  return new Promise((resolve) => {
    const problem = (error: Error): void => resolve({ problem: `the schema registry at ${shown} ${whyOf(error)}` });
    const asked = request(base + path, { ...tls, headers, signal }, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        parts.push(part);
        length += part.length;
        if (length > largestAnswer) response.destroy(new Error('its answer is too large'));
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }));
      response.on('error', problem);
    });
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

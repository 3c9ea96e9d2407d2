/** Access tokens by client credentials (RFC 6749 4.4), kept until shortly before they expire. */
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { ClusterError } from '../clusterError.js';
import type { SaslSettings } from '../connectionSettings.js';
import { withoutSecrets } from '../settings/serviceAddress.js';
import { withinTime } from '../withinTime.js';
import { certificateError } from './certificateError.js';

type OAuthSettings = Extract<SaslSettings, { readonly mechanism: 'OAUTHBEARER' }>;

/** What the token endpoint answered, in words that hold no secret. */
export class TokenError extends Error {
  constructor(readonly clusterError: ClusterError) {
    super(clusterError.message);
  }
}

export interface TokenSource {
  /** Rejects with TokenError. */
  get(): Promise<string>;
  /** The broker refused it: the next is fetched anew. */
  forget(): void;
}

const timeout = 7_000;
const largestAnswer = 1024 * 1024;
/** RFC 6749 5.1 lets the endpoint leave it out. */
const usualLifetime = 60;
/** Of a token's lifetime, how much of it is used. */
const usedShare = 0.8;

/** `authorities` (PEM) are trusted beside those that Node trusts. */
export function createTokenSource(settings: OAuthSettings, authorities: readonly string[]): TokenSource {
  let kept: { readonly token: string; readonly until: number } | undefined;
  let pending: Promise<string> | undefined;

  const fetchToken = async (): Promise<string> => {
    const { status, text } = await withinTime(timeout, undefined, (signal) => ask(settings, authorities, signal));
    const at = `the token endpoint ${withoutSecrets(settings.tokenEndpoint)}`;
    if (status < 200 || status > 299) {
      throw refusal(`No token: ${at} answered with status ${status}${reasonIn(text)}.`);
    }
    const answer = parseObject(text);
    const token = answer?.['access_token'];
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw refusal(`No token: ${at} did not answer with an access token.`);
    const lifetime = answer?.['expires_in'];
    const seconds = typeof lifetime === 'number' && lifetime >= 0 ? lifetime : usualLifetime;
    kept = { token, until: Date.now() + seconds * 1000 * usedShare };
    return token;
  };

  return {
    get() {
      if (kept !== undefined && kept.until > Date.now()) return Promise.resolve(kept.token);
      pending ??= fetchToken().finally(() => {
        pending = undefined;
      });
      return pending;
    },
    forget() {
      kept = undefined;
    },
  };
}

function ask(
  { tokenEndpoint, clientId, clientSecret, scope }: OAuthSettings,
  authorities: readonly string[],
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  const url = URL.canParse(tokenEndpoint) ? new URL(tokenEndpoint) : undefined;
  if (url === undefined || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    const message = `The token endpoint ${withoutSecrets(tokenEndpoint)} is not an http or https address.`;
    return Promise.reject(new TokenError({ kind: 'badSettings', message }));
  }
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope === null ? {} : { scope }) }).toString();
  const credentials = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const options = {
    method: 'POST',
    headers: {
      authorization: `Basic ${credentials}`,
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    },
    signal,
  };
  return new Promise((resolve, reject) => {
    const refuse = (error: unknown): void => reject(unreachable(error, tokenEndpoint));
    const answered = (response: http.IncomingMessage): void => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > largestAnswer) response.destroy(new Error('the answer is too long'));
        else chunks.push(chunk);
      });
      response.on('error', refuse);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
    };
    const trusted = authorities.length === 0 ? {} : { ca: [...tls.rootCertificates, ...authorities] };
    const request =
      url.protocol === 'https:' ? https.request(url, { ...options, ...trusted }, answered) : http.request(url, options, answered);
    request.on('error', refuse);
    request.end(body);
  });
}

const refusal = (message: string): TokenError =>
  new TokenError({ kind: 'unauthenticated', message, advice: 'Check the token endpoint, the client id, its secret and the scope.' });

function unreachable(error: unknown, endpoint: string): TokenError {
  const at = `the token endpoint ${withoutSecrets(endpoint)}`;
  const { name, code, message } =
    error instanceof Error ? (error as Error & { readonly code?: unknown }) : { name: '', code: '', message: String(error) };
  if (name === 'AbortError' || name === 'TimeoutError')
    return new TokenError({ kind: 'timeout', message: `No token: ${at} did not answer within ${timeout / 1000} s.` });
  const certificate = certificateError(String(code), message, at);
  if (certificate !== undefined) return new TokenError({ ...certificate, message: `No token: ${certificate.message}` });
  return new TokenError({
    kind: 'unreachable',
    message: `No token: ${at} cannot be reached (${typeof code === 'string' ? code : message}).`,
    advice: 'Check its address, and that this machine can reach it.',
  });
}

/** RFC 6749 5.2: a code such as invalid_client. */
function reasonIn(text: string): string {
  const code = parseObject(text)?.['error'];
  return typeof code === 'string' && /^[\w.-]{1,80}$/.test(code) ? ` (${code})` : '';
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // not JSON: no answer of a token endpoint
  }
}

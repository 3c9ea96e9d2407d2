/** Access tokens by client credentials (RFC 6749 4.4), kept until shortly before they expire. */
import type { SaslSettings } from '../connectionSettings.js';

type OAuthSettings = Extract<SaslSettings, { readonly mechanism: 'OAUTHBEARER' }>;

/** What the token endpoint answered, in words that hold no secret. */
export class TokenError extends Error {}

const timeout = 8_000;
const margin = 30_000;

/** The function rejects with TokenError. */
export function createTokenSource({ tokenEndpoint, clientId, clientSecret, scope }: OAuthSettings): () => Promise<string> {
  let kept: { readonly token: string; readonly until: number } | undefined;

  const fetchToken = async (): Promise<string> => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope === null ? {} : { scope }) });
    const credentials = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    let response;
    try {
      response = await fetch(tokenEndpoint, {
        method: 'POST',
        body,
        headers: { authorization: `Basic ${credentials}`, accept: 'application/json' },
        signal: AbortSignal.timeout(timeout),
      });
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
      throw new TokenError(`the token endpoint ${tokenEndpoint} cannot be reached: ${cause}`, { cause: error });
    }
    const text = await response.text();
    if (!response.ok) throw new TokenError(`the token endpoint ${tokenEndpoint} answered with status ${response.status}${reasonIn(text)}`);
    const answer = parseAnswer(text);
    if (answer === undefined) throw new TokenError(`the token endpoint ${tokenEndpoint} did not answer with an access token`);
    if (answer.expiresIn !== undefined) kept = { token: answer.token, until: Date.now() + answer.expiresIn * 1000 - margin };
    return answer.token;
  };

  return () => (kept !== undefined && kept.until > Date.now() ? Promise.resolve(kept.token) : fetchToken());
}

function parseAnswer(text: string): { readonly token: string; readonly expiresIn: number | undefined } | undefined {
  const answer = parseObject(text);
  const token = answer?.['access_token'];
  const expiresIn = answer?.['expires_in'];
  if (typeof token !== 'string') return undefined;
  return { token, expiresIn: typeof expiresIn === 'number' ? expiresIn : undefined };
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

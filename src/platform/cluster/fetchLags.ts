/** Asks an instance of the user's application for its lags: a GET, and nothing else. */
import { fail, succeed } from '../../base/result.js';
import { parseLags, type FetchLags } from '../../kafka/applications/instanceLags.js';

const patienceMs = 3000;
const largestAnswer = 16 * 1024 * 1024;

export const fetchLags: FetchLags = async ({ host, port }, call) => {
  const url = `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}/iq/v1/lags`;
  const signals = [AbortSignal.timeout(patienceMs), ...(call?.signal === undefined ? [] : [call.signal])];
  try {
    const response = await fetch(url, { signal: AbortSignal.any(signals), redirect: 'error' });
    if (!response.ok) return fail(`${url} answers with status ${response.status}.`);
    const lags = parseLags(await textOf(response));
    return lags === undefined ? fail(`${url} answers with something else than lags.`) : succeed(lags);
  } catch (error) {
    return fail(`${url} does not answer: ${reasonOf(error)}.`);
  }
};

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > largestAnswer) throw new Error('the answer is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing came within ${patienceMs / 1000} s`;
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

/** Asks an instance of the user's application for its lags: one GET, to the address that was given, and nothing else. */
import dns from 'node:dns';
import http from 'node:http';
import type { LookupFunction } from 'node:net';
import { fail, succeed, type Result } from '../../base/result.js';
import { serverText, type ServerAddress } from '../../applications/applicationServer.js';
import { isMetadataAddress } from '../../applications/metadataAddress.js';
import { withinTime } from '../../kafka/withinTime.js';
import { parseLags, type FetchLags, type StoreLags } from '../../applications/instanceLags.js';

const path = '/iq/v1/lags';
const patienceMs = 3000;
const largestAnswer = 4 * 1024 * 1024;

/** No redirect is followed, and no proxy is asked. Where a metadata service of a cloud answers, nothing is sent. */
export const fetchLags: FetchLags = (address, call) =>
  withinTime(patienceMs, call?.signal, (signal, isLate) => askOne(address, signal, isLate));

async function askOne(address: ServerAddress, signal: AbortSignal, isLate: () => boolean): Promise<Result<StoreLags, string>> {
  const url = `http://${serverText(address)}${path}`;
  if (isMetadataAddress(address.host)) return fail(`${url} is not asked: ${ofMetadata}.`);
  const answer = await get(address, signal);
  if (!answer.ok) return fail(`${url} does not answer: ${isLate() ? `no answer within ${patienceMs / 1000} s` : answer.error}.`);
  const { status, text } = answer.value;
  return status >= 200 && status < 300 ? toLags(url, text) : fail(`${url} answers with status ${status}.`);
}

const ofMetadata = 'metadata services of clouds answer at such addresses';

function toLags(url: string, text: string): Result<StoreLags, string> {
  const lags = parseLags(text);
  if (lags === 'broken') return fail(`${url} answers with something else than lags.`);
  return lags === 'large' ? fail(`${url} answers with more lags than are read.`) : succeed(lags);
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Host and port are given by themselves: no text is taken apart for them. */
function get({ host, port }: ServerAddress, signal: AbortSignal): Promise<Result<Answer, string>> {
  return new Promise((resolve) => {
    const refuse = (error: Error): void => resolve(fail(reasonOf(error)));
    const request = http.get({ host, port, path, lookup, signal, agent: false, headers: { accept: 'application/json' } }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > largestAnswer) response.destroy(new Error('the answer is too large'));
        else parts.push(part);
      });
      response.on('error', refuse);
      response.on('end', () => resolve(succeed({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') })));
    });
    request.on('error', refuse);
    // After an answer, or an offer to speak another protocol, which is not taken.
    request.on('close', () => refuse(new Error('the connection was closed')));
  });
}

/** Node's own, for names that lead to no metadata service. */
const lookup: LookupFunction = (hostname, options, done) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null || first === undefined) done(error, []);
    else if (addresses.some(({ address }) => isMetadataAddress(address))) done(new Error(ofMetadata), []);
    else if (options.all === true) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

/** Where several addresses of a name were tried, only the code says why. */
const reasonOf = ({ message, code }: NodeJS.ErrnoException): string => message || (code ?? 'no reason is told');

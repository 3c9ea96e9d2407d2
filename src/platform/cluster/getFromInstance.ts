/** One GET to an instance of the user's application: to the address that was given, and nothing else. */
import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { ServerAddress } from '../../applications/applicationServer.js';
import { isMetadataAddress } from '../../applications/metadataAddress.js';
import { fail, succeed, type Result } from '../../base/result.js';
import type { Call } from '../../kafka/connection.js';
import { withinTime } from '../../kafka/withinTime.js';

export interface InstanceRequest {
  readonly server: ServerAddress;
  readonly secure: boolean;
  readonly path: string;
  readonly token: string | undefined;
  readonly patienceMs: number;
  /** In bytes. */
  readonly largestAnswer: number;
}

export interface InstanceAnswer {
  readonly status: number;
  readonly body: Buffer;
}

const ofMetadata = 'metadata services of clouds answer at such addresses';

/**
 * No redirect is followed, and no proxy is asked. Where a metadata service of a cloud answers, nothing is sent. Fails with why there is no
 * answer, as a clause after the address.
 */
export function getFromInstance(request: InstanceRequest, call?: Call): Promise<Result<InstanceAnswer, string>> {
  if (isMetadataAddress(request.server.host)) return Promise.resolve(fail(`is not asked: ${ofMetadata}`));
  return withinTime(request.patienceMs, call?.signal, async (signal, isLate) => {
    const answer = await get(request, signal);
    if (answer.ok) return answer;
    return fail(`does not answer: ${isLate() ? `no answer within ${request.patienceMs / 1000} s` : answer.error}`);
  });
}

/** Host and port are given by themselves: no text is taken apart for them. */
function get(
  { server: { host, port }, secure, path, token, largestAnswer }: InstanceRequest,
  signal: AbortSignal,
): Promise<Result<InstanceAnswer, string>> {
  return new Promise((resolve) => {
    const refuse = (error: Error): void => resolve(fail(reasonOf(error)));
    const headers = { accept: 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    const request = (secure ? https : http).get({ host, port, path, lookup, signal, agent: false, headers }, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > largestAnswer) response.destroy(new Error('the answer is too large'));
        else parts.push(part);
      });
      response.on('error', refuse);
      response.on('end', () => resolve(succeed({ status: response.statusCode ?? 0, body: Buffer.concat(parts) })));
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

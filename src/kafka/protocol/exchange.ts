/** One question in bytes and its answer out of bytes. */
import { fail, succeed } from '../../base/result.js';
import type { ClusterResult } from '../clusterError.js';
import type { WireRequest } from '../connection.js';
import { isFlexible, type Api } from './api.js';
import { BrokenAnswer, WireReader } from './wireReader.js';
import { WireWriter } from './wireWriter.js';

/** Fails as `broken` where the answer's bytes are not of the version that was asked. */
export async function exchange<Q, A>(
  api: Api<Q, A>,
  version: number,
  question: Q,
  send: (request: WireRequest) => Promise<ClusterResult<Uint8Array>>,
): Promise<ClusterResult<A>> {
  const flexible = isFlexible(api, version);
  const writer = new WireWriter(flexible);
  api.write(writer, question, version);
  let from: string | undefined;
  const onAnswer = (address: string): void => {
    from = address;
  };
  const answer = await send({ apiKey: api.key, apiVersion: version, apiName: api.name, flexible, body: writer.toBytes(), onAnswer });
  if (!answer.ok) return answer;
  try {
    const reader = new WireReader(answer.value, flexible);
    const read = api.read(reader, version);
    reader.expectEnd();
    return succeed(read);
  } catch (error) {
    if (!(error instanceof BrokenAnswer)) throw error;
    const answerOf = from === undefined ? 'The answer' : `The answer of ${from}`;
    return fail({ kind: 'broken', message: `${answerOf} to ${api.name} v${version} is broken: ${error.message}.` });
  }
}

/** Asks an instance of the user's application for its lags: one GET, to the address that was given, and nothing else. */
import { fail, succeed, type Result } from '../../base/result.js';
import { serverText } from '../../applications/applicationServer.js';
import { parseLags, type FetchLags, type StoreLags } from '../../applications/instanceLags.js';
import { getFromInstance } from './getFromInstance.js';

const path = '/iq/v1/lags';
const limits = { patienceMs: 3000, largestAnswer: 4 * 1024 * 1024 };

export const fetchLags: FetchLags = async (server, call) => {
  const url = `http://${serverText(server)}${path}`;
  const answer = await getFromInstance({ server, secure: false, path, token: undefined, ...limits }, call);
  if (!answer.ok) return fail(`${url} ${answer.error}.`);
  const { status, body } = answer.value;
  return status >= 200 && status < 300 ? toLags(url, body.toString('utf8')) : fail(`${url} answers with status ${status}.`);
};

function toLags(url: string, text: string): Result<StoreLags, string> {
  const lags = parseLags(text);
  if (lags === 'broken') return fail(`${url} answers with something else than lags.`);
  return lags === 'large' ? fail(`${url} answers with more lags than are read.`) : succeed(lags);
}

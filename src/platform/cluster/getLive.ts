/** Questions of ks-iq/1 over HTTP. */
import type { GetFromInstance } from '../../live/client/askInstance.js';
import { getFromInstance } from './getFromInstance.js';

/** Of a page: a server gives no more than 4 MiB and a row. */
const largestAnswer = 32 * 1024 * 1024;

/** `token`: is sent to addresses that a person named, and to no other; those that announce one get their own. */
export const createGetLive =
  (token: string | undefined, patienceMs = 5000): GetFromInstance =>
  ({ server, secure, prefix, isGiven, token: announced }, path, call) => {
    const told = announced ?? (isGiven ? token : undefined);
    return getFromInstance({ server, secure, path: prefix + path, token: told, patienceMs, largestAnswer }, call);
  };

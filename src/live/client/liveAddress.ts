/** Where an instance of an application answers: what a person gave as a URL, or an instance says of itself. */
import { parseApplicationServer, serverText, type ServerAddress } from '../../applications/applicationServer.js';
import { neverAsked } from '../../applications/metadataAddress.js';
import { fail, succeed, type Result } from '../../base/result.js';

export interface LiveAddress {
  readonly secure: boolean;
  readonly server: ServerAddress;
  /** What stands before `/iq/v1`, without a slash at its end. */
  readonly prefix: string;
  /** A person named it: secrets may go there. */
  readonly isGiven: boolean;
  /** What it wants to be told (`Authorization: Bearer`), as it announces it; null: what the person says to given addresses. */
  readonly token: string | null;
}

/** One for each address, whatever it begins with: what results and messages call an instance. */
export const liveAddressText = ({ server }: LiveAddress): string => serverText(server);

/** As `--url` has it: several with commas between, each with or without `/iq/v1`. Fails with what is wrong, as a clause. */
export function parseLiveUrls(text: string): Result<readonly LiveAddress[], string> {
  const addresses: LiveAddress[] = [];
  for (const one of text.split(',')) {
    const address = parseLiveUrl(one.trim());
    if (!address.ok) return address;
    addresses.push(address.value);
  }
  return succeed(addresses);
}

const badUrl = 'must be the URL of an instance such as http://127.0.0.1:7070, several with commas between';

function parseLiveUrl(text: string): Result<LiveAddress, string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return fail(badUrl);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return fail('must have no user, query or fragment: a token is taken from the environment, KSLENS_ENDPOINT_TOKEN');
  const secure = url.protocol === 'https:';
  const server = parseApplicationServer(`${url.hostname}:${url.port === '' ? (secure ? 443 : 80) : url.port}`);
  if ('notAnAddress' in server) return fail(badUrl);
  const never = neverAsked(server);
  if (never !== undefined) return fail(`must not be ${never}`);
  const [prefix = ''] = url.pathname.split(/\/iq\/v1\/?$/, 1);
  return succeed({ secure, server, prefix: prefix.replace(/\/$/, ''), isGiven: true, token: null });
}

/** What an instance says of another, reached as it was itself; undefined: it is no address that may be asked. */
export function besideOf(known: LiveAddress, { host, port }: ServerAddress): LiveAddress | undefined {
  const server = parseApplicationServer(serverText({ host, port }));
  if ('notAnAddress' in server || neverAsked(server) !== undefined) return undefined;
  return { ...known, server, isGiven: false, token: null };
}

/** What the members of a group say. */
export const ofApplicationServer = (server: ServerAddress): LiveAddress => ({
  ...{ secure: false, server, prefix: '' },
  ...{ isGiven: false, token: null },
});

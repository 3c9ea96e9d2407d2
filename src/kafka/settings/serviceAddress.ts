/**
 * Addresses of schema registries and token endpoints as people write them. Names, passwords and tokens in them are taken out, or refused,
 * where they come in: what is kept, written and shown of an address has none.
 */
import { fail, succeed, type Result } from '../../base/result.js';

export interface ServiceAddress {
  /** One, or several with commas between, without user information. */
  readonly url: string;
  /** What stood before the `@`; null: nothing. */
  readonly user: { readonly name: string; readonly password: string } | null;
}

/** Fails in words that hold nothing of the address, as a clause after what the address is of. */
export function readServiceAddress(text: string): Result<ServiceAddress, string> {
  const secret = secretParameter(text);
  if (secret !== undefined) return fail(`has a secret in its query (${secret}): leave it out there, and give it as what it is`);
  if (!text.includes('@')) return succeed({ url: text, user: null });
  const parts = text.split(',').map((one) => withoutUser(one.trim()));
  const [first] = parts;
  if (first === undefined || parts.some((one) => one === undefined))
    return fail('has user information that is not NAME:PASSWORD@ before the host: give name and password by themselves');
  if (parts.some((one) => one?.user.name !== first.user.name || one.user.password !== first.user.password))
    return fail('has other user information in one place than in another: give name and password once, by themselves');
  return succeed({ url: parts.flatMap((one) => one?.url ?? []).join(','), user: first.user });
}

/** undefined: it has none, or one that cannot be told from the rest. */
function withoutUser(
  text: string,
): { readonly url: string; readonly user: { readonly name: string; readonly password: string } } | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  const user = { name: decoded(url.username), password: decoded(url.password) };
  url.username = '';
  url.password = '';
  if (user.name === '' || user.password === '' || url.href.includes('@')) return undefined;
  return { url: url.pathname === '/' && !text.endsWith('/') ? url.href.replace(/\/(?=$|[?#])/, '') : url.href, user };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a percent sign that stands for itself
  }
}

/** Words in names of parameters whose values are secrets, as letters only. */
const secretWords = /secret|passw|pwd|token|credential|apikey|accesskey|subscriptionkey|privatekey|signature|assertion|jwt/;
const secretNames = ['sig', 'key', 'pass', 'auth', 'authorization', 'code', 'sas', 'session', 'sessionid', 'jsessionid'];

/** The first of its parameters whose name says that it is secret, in the query, the fragment or a path. */
function secretParameter(address: string): string | undefined {
  for (const [, written = ''] of address.matchAll(/[?&;#]([^?&;#=]*)=/g)) {
    const name = decoded(written.replaceAll('+', ' ')).toLowerCase();
    const letters = name.replaceAll(/[^a-z]/g, '');
    if (secretWords.test(letters) || secretNames.includes(letters)) return /^[\w.-]{1,40}$/.test(name) ? name : 'a parameter';
  }
  return undefined;
}

/** For messages: without user information, query and fragment. Also of texts that are no address, whatever they hold before an `@`. */
export function withoutSecrets(address: string): string {
  const after = address.slice(address.lastIndexOf('@') + 1);
  const [, scheme = ''] = address.includes('@') ? (/^\s*([a-z][\w+.-]*:\/\/)/i.exec(address) ?? []) : [];
  return `${scheme}${after}`.split(/[?#]/)[0] ?? '';
}

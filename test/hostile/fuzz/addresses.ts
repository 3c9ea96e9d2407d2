/** Addresses: what is taken for one is read again as the same parts, and no secret of it is shown. */
import { applicationServerText, parseApplicationServer, serverText } from '../../../src/applications/applicationServer.js';
import { neverAsked } from '../../../src/applications/metadataAddress.js';
import { readServiceAddress, withoutSecrets } from '../../../src/kafka/settings/serviceAddress.js';
import { mutate, type Random } from '../../robustness/mutations.js';
import type { FuzzTarget } from './fuzzTarget.js';
import { below, pick } from './randomBytes.js';

const pieces = [
  'host',
  'a',
  '.',
  '-',
  '_',
  ':',
  ':',
  '8080',
  '0',
  '65536',
  '00080',
  '/',
  '//',
  '\\',
  '@',
  '[',
  ']',
  '::1',
  'fe80::1%1',
  '127.1',
  '0x7f',
  '2130706433',
  '169.254.169.254',
  '::ffff:a9fe:a9fe',
  '%2f',
  '%00',
  '?',
  '#',
  ' ',
  '\t',
  '\n',
  '\u0000',
  '\u202e',
  'é',
  'xn--',
  '。',
  '１',
  '\ud800',
  'http://',
  'https://',
  'file:',
  'é.com',
];
const honest = ['host:8080', '[::1]:80', '10.0.0.1:9092', 'a-b.c:1'];

const textOf = (random: Random): string =>
  random() < 0.4 ? mutate(pick(random, honest), random) : Array.from({ length: 1 + below(random, 7) }, () => pick(random, pieces)).join('');

const secret = 'S3CR3T';
const services = [
  `http://name:${secret}@host:8081`,
  `https://name:${secret}@a,https://name:${secret}@b`,
  `https://host/x?token=${secret}`,
  `https://host/x#access_token=${secret}`,
  `https://name:${secret}@host/a?b=c`,
];

export const addresses: FuzzTarget = {
  name: 'addresses',
  prepare: () => (random) => {
    const server = textOf(random);
    const service = mutate(pick(random, services), random);
    return {
      input: JSON.stringify([server, service]),
      run() {
        isReadAgain(server);
        keepsSecrets(service);
      },
    };
  },
};

function isReadAgain(text: string): void {
  const server = parseApplicationServer(text);
  const shown = applicationServerText(server);
  if (/[\p{Cc}\p{Cf}]/u.test(shown)) throw new Error(`${JSON.stringify(shown)} is shown`);
  if ('notAnAddress' in server) {
    if (neverAsked(server) === undefined) throw new Error('it is asked');
    return;
  }
  if (serverText(server) !== text) throw new Error(`${serverText(server)} is shown in place of ${text}`);
  const url = new URL(`http://${text}/lags`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPlain = url.pathname === '/lags' && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  if (!isPlain || Number(url.port || 80) !== server.port) throw new Error(`${url.href} is asked in place of ${text}`);
  if (!server.host.includes(':') && host !== server.host.toLowerCase()) throw new Error(`${host} is asked in place of ${server.host}`);
  // A name may begin like one of these.
  if (/^(?:169\.254\.\d+\.\d+$|fe80:|::ffff:a9fe:)/.test(host) && neverAsked(server) === undefined) throw new Error(`${host} is asked`);
}

function keepsSecrets(text: string): void {
  const read = readServiceAddress(text);
  if (!read.ok) {
    if (read.error.includes(secret)) throw new Error(`the secret is in: ${read.error}`);
    return;
  }
  const { url, user } = read.value;
  if (url.includes('@')) throw new Error(`somebody is left in ${url}`);
  // Damage may have put it elsewhere, too.
  const isPassword = text.split(secret).length === 2 && text.includes(`:${secret}@`);
  if (user !== null && isPassword && url.includes(secret)) throw new Error(`the secret is left in ${url}`);
  if (text.includes('@') && withoutSecrets(text).includes('@')) throw new Error(`somebody is shown in ${withoutSecrets(text)}`);
  // All but the user is what was written.
  if (user === null ? url !== text : !text.includes('@')) throw new Error(`${url} stands for ${text}`);
}

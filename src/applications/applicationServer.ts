/**
 * `application.server`: where an instance says that it can be asked. Every member of a group may write any text there, so only what is
 * plainly a host and a port is an address; anything else is shown as what it is, and never asked.
 */
import { shortText } from '../base/printable.js';

export interface ServerAddress {
  /** A host name, or an IP address without brackets, as the member wrote it. */
  readonly host: string;
  readonly port: number;
}

export type ApplicationServer = ServerAddress | { readonly notAnAddress: string };

const form = /^(?:\[([\da-f:.]+)\]|([\w.-]+)):([1-9]\d{0,4})$/i;
const label = /^\w(?:[\w-]{0,61}\w)?$/;
const longestHost = 253;

export function parseApplicationServer(text: string): ApplicationServer {
  const [, inBrackets, plain = '', digits] = form.exec(text) ?? [];
  const port = Number(digits);
  const isHost = inBrackets === undefined ? isHostName(plain) : isHostOfUrl(`[${inBrackets}]`);
  return isHost && port <= 65_535 ? { host: inBrackets ?? plain, port } : { notAnAddress: text };
}

/** As brokers tell it of members of streams groups: in two parts, an IPv6 address without brackets. */
export const toApplicationServer = ({ host, port }: ServerAddress): ApplicationServer => parseApplicationServer(serverText({ host, port }));

/** `host:port`, an IPv6 address in brackets: what people are shown, and agree to. */
export const serverText = ({ host, port }: ServerAddress): string => `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** The address, or the printable words that it is none. */
export const applicationServerText = (server: ApplicationServer): string =>
  'notAnAddress' in server ? `not an address: ${shortText(server.notAnAddress)}` : serverText(server);

function isHostName(text: string): boolean {
  return text.length <= longestHost && text.split('.').every((one) => label.test(one)) && isHostOfUrl(text);
}

/** Whether a URL takes it as what it looks like: `127.1`, `0x7f.0.0.1` and `2130706433` are other ways to write an address. */
function isHostOfUrl(host: string): boolean {
  const url = `http://${host}/`;
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return host.startsWith('[') || hostname === host.toLowerCase();
}

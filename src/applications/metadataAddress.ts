/** Addresses that nobody is asked at, whatever a member says and a person agrees to. */
import { BlockList, isIP } from 'node:net';
import { applicationServerText, serverText, type ApplicationServer } from './applicationServer.js';

/** Why nobody is asked there whatever a person agrees to, as a clause after `application.server is …`; undefined: one may. */
export function neverAsked(server: ApplicationServer): string | undefined {
  if ('notAnAddress' in server) return applicationServerText(server);
  return isMetadataAddress(server.host) ? `${serverText(server)}, where metadata services of clouds answer` : undefined;
}

const metadata = new BlockList();
metadata.addSubnet('169.254.0.0', 16);
metadata.addSubnet('fe80::', 10, 'ipv6');
// The same through NAT64, and addresses of their own of AWS and Alibaba Cloud.
metadata.addSubnet('64:ff9b::169.254.0.0', 112, 'ipv6');
metadata.addSubnet('fd00:ec2::', 32, 'ipv6');
metadata.addAddress('100.100.100.200');

/** Whether the metadata services of clouds, which give credentials to whoever asks, answer there: link-local addresses and their like. */
export function isMetadataAddress(host: string): boolean {
  const version = isIP(host);
  return version !== 0 && metadata.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

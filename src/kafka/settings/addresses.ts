/** Addresses of brokers as people write them. */
import { withoutSecrets } from './serviceAddress.js';

export function splitAddresses(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** The first thing that is wrong, without what may be a secret; undefined: all are fine. */
export function wrongAddresses(addresses: readonly string[]): string | undefined {
  // A comma may stand in a password: no part of such a list is shown.
  if (addresses.some((one) => one.includes('@'))) return 'an address has user information before an @, and is no HOST:PORT';
  return addresses.map(wrongAddress).find((wrong) => wrong !== undefined);
}

function wrongAddress(address: string): string | undefined {
  const [, port] = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/[\]?#]+):(\d{1,5})$/.exec(address) ?? [];
  if (port === undefined) return `${withoutSecrets(address)} is no HOST:PORT`;
  return Number(port) >= 1 && Number(port) <= 65_535 ? undefined : `${port} is no port`;
}

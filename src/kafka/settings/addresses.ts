/** Addresses of brokers as people write them. */

export function splitAddresses(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** undefined: fine; else what is wrong. */
export function wrongAddress(address: string): string | undefined {
  const [, port] = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+):(\d{1,5})$/.exec(address) ?? [];
  if (port === undefined) return `${address} is no HOST:PORT`;
  return Number(port) >= 1 && Number(port) <= 65_535 ? undefined : `${port} is no port`;
}

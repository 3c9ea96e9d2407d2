/** Brokers that only the cluster names: who gave credentials for some hosts should hear where else they go. */
import type { Broker } from './connection.js';

/** Who wants to know what a connection does. */
export interface ConnectionWatch {
  /** Before user, token or certificate go to these brokers, `host:port` each, whose hosts the settings do not name. Each host once. */
  onUnnamedBrokers?(addresses: readonly string[]): void;
}

/** As Kafka takes them in `advertised.listeners`, and no longer than a name may be. */
const host = /^[0-9A-Za-z._:%-]{1,255}$/;

/** Whether a broker can be called there at all: a cluster may name any text. */
export const isCallable = (broker: Pick<Broker, 'host' | 'port'>): boolean =>
  host.test(broker.host) && broker.port >= 1 && broker.port <= 65_535;

const mostShown = 3;

/** One sentence. `addresses`: as `onUnnamedBrokers` gets them. */
export function unnamedSentence(addresses: readonly string[]): string {
  const shown = addresses.slice(0, mostShown).join(', ');
  const more = addresses.length > mostShown ? ` and ${addresses.length - mostShown} more` : '';
  return `The cluster names brokers at ${shown}${more}, which the connection does not: the credentials are sent there, too.`;
}

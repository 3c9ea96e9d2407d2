/** The setting `kafkaStreams.cluster.askInstances`, read with care: people write settings by hand. */
import { parseApplicationServer, serverText } from '../../../applications/applicationServer.js';

/** Addresses as `serverText` writes them; what is none says nothing. */
export function agreedInSettings(value: unknown, cluster: string, application: string): readonly string[] {
  const addresses = ownOf(ownOf(value, cluster), application);
  if (!Array.isArray(addresses)) return [];
  return addresses.flatMap((text: unknown) => {
    const server = typeof text === 'string' ? parseApplicationServer(text) : undefined;
    return server === undefined || 'notAnAddress' in server ? [] : [serverText(server)];
  });
}

const ownOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;

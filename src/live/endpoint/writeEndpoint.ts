/** The source of a query endpoint that a team adds to its application (`ks-iq/1`, docs/ks-iq-1.openapi.yaml). */
import { createKafkaVersion, type KafkaVersion } from '../../core/kafkaVersion.js';
import { endpointTemplate } from './endpointTemplate.js';
import { micronautShell, quarkusShell, springShell } from './shells.js';

export const endpointFlavours = ['jdk', 'spring', 'quarkus', 'micronaut'] as const;
export type EndpointFlavour = (typeof endpointFlavours)[number];

export interface EndpointAsk {
  readonly flavour: EndpointFlavour;
  /** null: the default package. */
  readonly packageName: string | null;
  /** Of Kafka Streams, such as `3.9.1`: the source compiles against it and what comes after. */
  readonly kafkaVersion: string;
}

export interface EndpointFile {
  readonly name: string;
  readonly text: string;
}

/** The oldest library that has all that the source needs. */
export const oldestEndpointVersion = '2.8.0';

export const isEndpointVersion = (kafkaVersion: string): boolean => createKafkaVersion(kafkaVersion).since(oldestEndpointVersion);

/** The class, and for a framework the controller that hands requests to it. */
export function writeEndpoint({ flavour, packageName, kafkaVersion }: EndpointAsk): readonly EndpointFile[] {
  const head = packageName === null ? '' : `package ${packageName};\n\n`;
  const endpoint = { name: 'QueryEndpoint.java', text: head + expand(createKafkaVersion(kafkaVersion), flavour === 'jdk') };
  const shell = { jdk: undefined, spring: springShell, quarkus: quarkusShell, micronaut: micronautShell }[flavour];
  return shell === undefined ? [endpoint] : [endpoint, { name: shell.name, text: head + shell.text }];
}

function expand(kafkaVersion: KafkaVersion, isServer: boolean): string {
  let isTaken = true;
  const taken = endpointTemplate.split('\n').filter((line) => {
    const [, word, version = ''] = /^\/\/~ (\w+)(?: (\S+))?$/.exec(line) ?? [];
    if (word === undefined) return isTaken;
    isTaken = isOf(word, version, kafkaVersion, isServer);
    return false;
  });
  return taken.join('\n');
}

function isOf(word: string, version: string, kafkaVersion: KafkaVersion, isServer: boolean): boolean {
  switch (word) {
    case 'from':
      return kafkaVersion.since(version);
    case 'before':
      return !kafkaVersion.since(version);
    case 'server':
      return isServer;
    case 'shell':
      return !isServer;
    default:
      return true;
  }
}

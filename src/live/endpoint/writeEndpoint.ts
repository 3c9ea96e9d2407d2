/** The source of a query endpoint that a team adds to its application (`ks-iq/1`, docs/ks-iq-1.openapi.yaml). */
import { createKafkaVersion, type KafkaVersion } from '../../core/kafkaVersion.js';
import { endpointTemplate } from './endpointTemplate.js';
import { micronautShell, quarkusShell, springShell } from './shells.js';

export const endpointFlavours = ['jdk', 'spring', 'quarkus', 'micronaut'] as const;
export type EndpointFlavour = (typeof endpointFlavours)[number];

/** No source, but the jar of the Java agent. */
export const agentFlavour = 'agent';
export const allFlavours = [...endpointFlavours, agentFlavour] as const;

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
  const texts = flavour === 'jdk' ? ofJdk : ofShell;
  const endpoint = { name: 'QueryEndpoint.java', text: head + expand(createKafkaVersion(kafkaVersion), texts) };
  const shell = { jdk: undefined, spring: springShell, quarkus: quarkusShell, micronaut: micronautShell }[flavour];
  return shell === undefined ? [endpoint] : [endpoint, { name: shell.name, text: head + shell.text }];
}

/** The class that the Java agent carries (`agent/`): it listens as that for users does, and finds the serdes of running stores by itself. */
export const writeAgentEndpoint = (kafkaVersion: string): EndpointFile => ({
  name: 'QueryEndpoint.java',
  text: `package kslens.agent.endpoint;\n\n${expand(createKafkaVersion(kafkaVersion), ofAgent)}`,
});

/** Whose texts of the template are taken. */
const ofJdk: ReadonlySet<string> = new Set(['server', 'given']);
const ofShell: ReadonlySet<string> = new Set(['shell', 'given']);
const ofAgent: ReadonlySet<string> = new Set(['server', 'agent']);

function expand(kafkaVersion: KafkaVersion, texts: ReadonlySet<string>): string {
  let isTaken = true;
  const taken = endpointTemplate.split('\n').filter((line) => {
    const [, word, version = ''] = /^\/\/~ (\w+)(?: (\S+))?$/.exec(line) ?? [];
    if (word === undefined) return isTaken;
    isTaken = isOf(word, version, kafkaVersion, texts);
    return false;
  });
  return taken.join('\n');
}

function isOf(word: string, version: string, kafkaVersion: KafkaVersion, texts: ReadonlySet<string>): boolean {
  switch (word) {
    case 'from':
      return kafkaVersion.since(version);
    case 'before':
      return !kafkaVersion.since(version);
    case 'end':
      return true;
    default:
      return texts.has(word);
  }
}

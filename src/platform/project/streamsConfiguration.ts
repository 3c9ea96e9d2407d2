/** Kafka Streams' own settings among the properties of the frameworks that pass them on. */
import type { ConfigurationDocument } from './configurationFiles.js';
import { mergeProperties } from './mergeProperties.js';
import type { MergedProperties } from './mergeProperties.js';
import type { ProjectReading } from './projectReading.js';
import type { YamlReader } from './yamlScalars.js';

/** What decides whose properties count. */
export interface Frameworks {
  /** Spring's auto-configuration makes the application's builder: @EnableKafkaStreams. */
  readonly springStreams: boolean;
  /** Spring Cloud Stream's binder makes one for each function. */
  readonly springBinder: boolean;
  readonly quarkusStreams: boolean;
  readonly micronautStreams: boolean;
  /** Who reads YAML files; undefined: not known. */
  readonly yaml: YamlReader | undefined;
}

export interface StreamsConfiguration {
  /** Only where nothing disagrees. */
  readonly applicationId: string | undefined;
  /** By Kafka's own keys, only where nothing disagrees. */
  readonly configuration: Readonly<Record<string, string>>;
}

/** Where each framework keeps settings that reach the library under Kafka's own keys. */
const passedOn = [
  /^spring\.kafka\.streams\.properties\.(.+)$/,
  /^spring\.kafka\.properties\.(.+)$/,
  /^spring\.cloud\.stream\.kafka\.streams\.binder\.configuration\.(.+)$/,
  /^spring\.cloud\.stream\.kafka\.streams\.binder\.functions\.[^.]+\.configuration\.(.+)$/,
  /^spring\.cloud\.stream\.kafka\.binder\.configuration\.(.+)$/,
  /^kafka-streams\.(.+)$/,
  /^kafka\.streams\.[^.]+\.(.+)$/,
];

const applicationIdKeys = [
  /^spring\.kafka\.streams\.application-?id$/i,
  /^spring\.cloud\.stream\.kafka\.streams\.binder\.application-?id$/i,
  /^spring\.cloud\.stream\.kafka\.streams\.binder\.functions\.[^.]+\.application-?id$/i,
  /^spring\.cloud\.stream\.kafka\.streams\.bindings\.[^.]+\.consumer\.application-?id$/i,
  /^quarkus\.kafka-streams\.application-id$/,
];
const springFunctions = /^spring\.cloud\.(?:stream\.)?function\.definition$/;
const applicationIdKey = 'application.id';

/** `framework`: what the documents of frameworks say together. */
export function toStreamsConfiguration(
  documents: readonly ConfigurationDocument[],
  framework: MergedProperties,
  frameworks: Frameworks,
  reading: ProjectReading,
): StreamsConfiguration {
  // A file that names the application is the application's: its other settings count, too.
  const files = documents.filter((d) => !d.framework && d.entries.has(applicationIdKey)).map((d) => mergeProperties([d], reading));

  const settings = new Map<string, string | undefined>(); // undefined: set, but to what is not certain
  const set = (key: string, value: string | undefined): void => {
    settings.set(key, settings.has(key) && settings.get(key) !== value ? undefined : value);
  };
  for (const [key, value] of entriesOf(framework)) {
    const passed = passedOn.map((pattern) => pattern.exec(key)?.[1]).find((found) => found !== undefined);
    if (passed !== undefined) set(passed, value);
    if (applicationIdKeys.some((pattern) => pattern.test(key))) set(applicationIdKey, value);
  }
  if (!settings.has(applicationIdKey)) {
    const name = applicationName(framework, frameworks);
    if (name !== undefined) set(applicationIdKey, name.value);
  }
  for (const file of files) for (const [key, value] of entriesOf(file)) set(key, value);

  const known = [...settings].flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return { applicationId: settings.get(applicationIdKey), configuration: Object.fromEntries(known) };
}

function* entriesOf({ known, uncertain }: MergedProperties): Generator<readonly [string, string | undefined]> {
  yield* known;
  for (const key of uncertain) yield [key, undefined];
}

/** What the frameworks use where no application id is set. */
function applicationName(
  { known, uncertain }: MergedProperties,
  frameworks: Frameworks,
): { readonly value: string | undefined } | undefined {
  const read = (key: string): { readonly value: string | undefined } | undefined =>
    known.has(key) || uncertain.has(key) ? { value: known.get(key) } : undefined;
  const functions = [...entriesOf({ known, uncertain })].filter(([key]) => springFunctions.test(key)).map(([, value]) => value);
  const severalFunctions = functions.some((definition) => definition === undefined || /[;,|]/.test(definition));
  const usesBinder =
    frameworks.springBinder || [...known.keys(), ...uncertain].some((key) => key.startsWith('spring.cloud.stream.kafka.streams.'));
  if (usesBinder) return severalFunctions ? undefined : read('spring.application.name');
  if (frameworks.springStreams) return read('spring.application.name');
  if (frameworks.quarkusStreams) return read('quarkus.application.name');
  return frameworks.micronautStreams ? read('micronaut.application.name') : undefined;
}

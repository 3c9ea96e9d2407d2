/** What build files and configuration files say of the project that a source file belongs to. */
import path from 'node:path';
import type { LightbendSettings } from '../../core/jvm/lightbend.js';
import type { ProjectSettings } from '../../core/analyser.js';
import { hasBuildFile, projectTopOf } from '../analysis/projectTop.js';
import { repositoryOf } from '../git/repositoryOf.js';
import { isWithin } from '../files/isWithin.js';
import type { WorkspaceFiles } from '../files/workspaceFiles.js';
import type { ConfigurationDocument } from './configurationFiles.js';
import { readConfiguration } from './configurationFiles.js';
import { createKslensFiles, type SaidByPeople } from './kslensFile.js';
import { createGradle, type GradleFacts } from './gradle.js';
import { readLightbendConfig } from './lightbendConfig.js';
import { createMaven, type MavenFacts } from './maven.js';
import { mergeProperties } from './mergeProperties.js';
import { createProjectReading } from './projectReading.js';
import { readSbtVersion } from './sbt.js';
import type { Frameworks } from './streamsConfiguration.js';
import type { YamlReader } from './yamlScalars.js';
import { toStreamsConfiguration } from './streamsConfiguration.js';

/** Given by the person: each goes before what files say. */
export interface SettingsOptions {
  readonly kafkaVersion: string | undefined;
  readonly applicationId: string | undefined;
  readonly optimization: string | undefined;
}

export interface ProjectFiles {
  /** Absolute: what was named to be analysed. */
  readonly paths: readonly string[];
  /** Absolute: names of files start from here. */
  readonly base: string;
  readonly files: WorkspaceFiles;
  /** Files (absolute) with @EnableKafkaStreams. */
  readonly enablesSpring: readonly string[];
}

interface Configuration {
  readonly applicationId: string | undefined;
  readonly configuration: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  readonly uncertainProperties: readonly string[];
  readonly propertyFiles: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly lightbend: LightbendSettings | undefined;
}

interface ModuleFacts extends Configuration {
  readonly kafkaVersion: string | undefined;
  readonly said: SaidByPeople;
}

const noBuild: GradleFacts = { kafkaVersion: undefined, script: '' };
const noConfiguration: Configuration = {
  applicationId: undefined,
  configuration: {},
  properties: {},
  uncertainProperties: [],
  propertyFiles: {},
  lightbend: undefined,
};

/** The settings of a file by its name from the base. Read once for each module. */
export function createProjectSettings(files: ProjectFiles, options: SettingsOptions): (file: string) => ProjectSettings {
  const reading = createProjectReading(files.files);
  const maven = createMaven(reading);
  const gradle = createGradle(reading);
  const saidFor = createKslensFiles(reading);
  const modules = new Map<string, string>();
  const facts = new Map<string, ModuleFacts>();
  const settings = new Map<string, ProjectSettings>();

  /** Nothing above this folder belongs to the project. */
  const topOf = (file: string): string => {
    const folder = path.dirname(file);
    const start = files.paths.find((given) => isWithin(file, given));
    const top = start === undefined ? repositoryOf(folder) : projectTopOf(start);
    if (top !== undefined && isWithin(folder, top)) return top;
    return start === undefined || start === file ? folder : start;
  };

  const moduleOf = (folder: string, top: string): string => {
    const known = modules.get(folder);
    if (known !== undefined) return known;
    let module = folder;
    while (!hasBuildFile(module) && module !== top && path.dirname(module) !== module) module = path.dirname(module);
    modules.set(folder, module);
    return module;
  };

  const frameworksOf = (module: string, pom: MavenFacts, build: GradleFacts): Frameworks => {
    const depends = (artifact: string): boolean => pom.dependencies.has(artifact) || build.script.includes(artifact);
    return {
      springStreams: files.enablesSpring.some((file) => isWithin(file, module)),
      springBinder: depends('spring-cloud-stream-binder-kafka-streams'),
      quarkusStreams: depends('quarkus-kafka-streams'),
      micronautStreams: depends('micronaut-kafka-streams'),
      yaml: yamlReaderOf(`${[...pom.dependencies].join(' ')} ${build.script}`),
    };
  };

  const configurationOf = (module: string, frameworks: Frameworks): Configuration => {
    // A lone file in a folder of anything: what lies beside it is not its configuration.
    const isProject = hasBuildFile(module) || files.paths.some((given) => isWithin(module, given));
    const documents = isProject ? readConfiguration(module, repositoryOf(module), frameworks.yaml, reading) : [];
    const merged = mergeProperties(
      documents.filter((d) => d.framework),
      reading,
    );
    return {
      ...toStreamsConfiguration(documents, merged, frameworks, reading),
      properties: Object.fromEntries(merged.known),
      uncertainProperties: [...merged.uncertain].sort(),
      propertyFiles: toPropertyFiles(documents, files.base),
      lightbend: isProject ? readLightbendConfig(module, reading) : undefined,
    };
  };

  /** What one part of a module's files does not tell is unknown; the others count. */
  const readModule = (module: string, top: string): ModuleFacts => {
    const pom = maven.read(path.join(module, 'pom.xml'));
    const build = reading.attempt(module, noBuild, () => gradle.read(module, top));
    const sbt = (): string | undefined => reading.attempt(path.join(module, 'build.sbt'), undefined, () => readSbtVersion(module, reading));
    const frameworks = frameworksOf(module, pom, build);
    return {
      said: saidFor(module, top),
      kafkaVersion: pom.kafkaVersion ?? build.kafkaVersion ?? sbt(),
      ...reading.attempt(module, noConfiguration, () => configurationOf(module, frameworks)),
    };
  };

  return (file) => {
    const at = path.resolve(files.base, file);
    const top = topOf(at);
    const module = moduleOf(path.dirname(at), top);
    const known = settings.get(module);
    if (known !== undefined) return known;
    let found = facts.get(module);
    if (found === undefined) facts.set(module, (found = readModule(module, top)));
    const made = toSettings(found, options);
    settings.set(module, made);
    return made;
  };
}

/** By the one framework that is named among what the module depends on. */
function yamlReaderOf(dependencies: string): YamlReader | undefined {
  const named = (
    [
      ['spring', /\bspring-/],
      ['smallrye', /\bquarkus\b/],
      ['micronaut', /\bmicronaut\b/],
    ] as const
  ).filter(([, pattern]) => pattern.test(dependencies));
  return named.length === 1 ? named[0]![0] : undefined;
}

function toSettings(facts: ModuleFacts, options: SettingsOptions): ProjectSettings {
  const { kafkaVersion, applicationId, configuration, properties, uncertainProperties, propertyFiles, lightbend, said } = facts;
  const version = options.kafkaVersion ?? said.kafkaVersion;
  const id = options.applicationId ?? said.applicationId;
  return {
    kafkaVersion:
      version !== undefined
        ? { version, from: 'option' }
        : kafkaVersion !== undefined
          ? { version: kafkaVersion, from: 'build file' }
          : undefined,
    applicationId: id ?? applicationId,
    applicationIdFrom: id !== undefined ? 'option' : applicationId !== undefined ? 'configuration' : undefined,
    optimization: options.optimization ?? said.optimization ?? configuration['topology.optimization'],
    configuration,
    properties: { ...properties, ...said.values },
    uncertainProperties: uncertainProperties.filter((key) => !Object.hasOwn(said.values, key)),
    propertyFiles,
    ...(lightbend === undefined ? {} : { lightbend }),
    given: said.values,
  };
}

function toPropertyFiles(documents: readonly ConfigurationDocument[], base: string): Record<string, Record<string, string>> {
  const files: Record<string, Record<string, string>> = {};
  for (const { file, entries, profile } of documents) {
    if (!file.endsWith('.properties') || profile !== undefined) continue;
    files[path.relative(base, file).split(path.sep).join('/')] = Object.fromEntries(entries);
  }
  return files;
}

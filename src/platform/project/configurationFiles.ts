/** The configuration files of one module, read into documents; which of them hold when is not decided here. */
import path from 'node:path';
import { hasBuildFile } from '../analysis/projectTop.js';
import { isTestPath } from '../files/testSources.js';
import { walkFiles } from '../files/walkFiles.js';
import { objectWith, parseHoconProperties } from './hoconProperties.js';
import { parseJavaProperties } from '../../base/javaProperties.js';
import { perCharacter, type ProjectReading, type Spend, stepsOfEntry, Unread } from './projectReading.js';
import { parseYamlProperties } from './yamlProperties.js';
import type { YamlReader } from './yamlScalars.js';

/** A file, or one document of a YAML file. */
export interface ConfigurationDocument {
  /** Absolute. */
  readonly file: string;
  /** Read by a framework by its name; else some .properties file that code may load. */
  readonly framework: boolean;
  /** It holds under this profile only. */
  readonly profile: string | undefined;
  readonly entries: ReadonlyMap<string, string>;
  /** It could not be read: it may say anything. */
  readonly isUnread?: true;
}

const maxBytes = 256 * 1024;
const maxFiles = 500;
/** Of one file: each is merged with what holds without a profile. */
const maxDocuments = 100;
const frameworkFile = /^(?:application|bootstrap|microprofile-config)(?:-([\w.-]+?))?\.(?:properties|ya?ml)$/;
/** Texts of other languages, and tools' own files. */
const noConfiguration =
  /(?:_[a-z]{2}(?:_[A-Z]{2})?|^messages.*|^gradle|^gradle-wrapper|^maven-wrapper|^log4j2?.*|^logging|^sonar-project)\.properties$/;

/** Lightbend Config reads it; what its objects are for, only the code knows, so only one that names the application counts. */
const hoconFile = 'application.conf';

const wanted = (name: string): boolean =>
  frameworkFile.test(name) || name === hoconFile || (name.endsWith('.properties') && !noConfiguration.test(name));

/** `module` is a folder; modules inside it are left to themselves, and tests' files are no application's. */
export function readConfiguration(
  module: string,
  repository: string | undefined,
  reader: YamlReader | undefined,
  reading: ProjectReading,
): ConfigurationDocument[] {
  const found: string[] = [];
  walkFiles(module, {
    files: reading.files,
    repository,
    wanted,
    leaves: (folder) => hasBuildFile(folder),
    onFile(file) {
      if (!isTestPath(path.relative(module, file).split(path.sep).join('/'))) found.push(file);
    },
    onSkipped: (file, reason) => reading.files.skip(file, reason),
    full: () => found.length >= maxFiles,
    walked: new Set(),
  });
  return found.sort().flatMap((file) => readConfigurationFile(file, reader, reading));
}

/** One document, or several of a YAML file or of profiles. `file` is absolute. */
export function readConfigurationFile(file: string, reader: YamlReader | undefined, reading: ProjectReading): ConfigurationDocument[] {
  const text = reading.files.readText(file, maxBytes);
  const framework = frameworkFile.test(path.basename(file));
  const unread: ConfigurationDocument[] = [{ file, framework, profile: undefined, entries: new Map(), isUnread: true }];
  return text === undefined ? unread : reading.attempt(file, unread, () => readDocuments(file, text, reader, reading.forFile()));
}

function readDocuments(file: string, text: string, reader: YamlReader | undefined, spend: Spend): ConfigurationDocument[] {
  const name = path.basename(file);
  const framework = frameworkFile.exec(name);
  spend(text.length * perCharacter);
  if (name === hoconFile) {
    const entries = parseHoconProperties(text, spend);
    const streams = entries === undefined ? undefined : objectWith('application.id', entries);
    return streams === undefined ? [] : [{ file, framework: false, profile: undefined, entries: streams }];
  }
  const isYaml = !name.endsWith('.properties');
  const texts = framework === null || isYaml ? [text] : text.split(/^[#!]---\s*$/m); // Spring's separator of documents
  if (texts.length > maxDocuments) throw new Unread(tooManyDocuments);
  const documents = isYaml ? parseYamlProperties(text, reader, spend) : texts.map(parseJavaProperties);
  const parts = documents.flatMap((entries) => byProfile(entries, framework?.[1]));
  if (parts.length > maxDocuments) throw new Unread(tooManyDocuments);
  for (const { entries } of parts) spend(entries.size * stepsOfEntry);
  return parts.map((part) => ({ file, framework: framework !== null, ...part }));
}

const tooManyDocuments = `it has more than ${maxDocuments} documents or profiles`;

const profileKeys = ['spring.config.activate.on-profile', 'spring.profiles', 'spring.config.activate.onProfile'];

/** Quarkus and MicroProfile write the profile before the key: `%dev.kafka.bootstrap.servers`. */
function byProfile(
  entries: ReadonlyMap<string, string>,
  ofFile: string | undefined,
): { readonly profile: string | undefined; readonly entries: ReadonlyMap<string, string> }[] {
  const profile = profileKeys.map((key) => entries.get(key)).find((value) => value !== undefined) ?? ofFile;
  const parts = new Map<string | undefined, Map<string, string>>();
  for (const [written, value] of entries) {
    const prefixed = /^"?%([\w,-]+)"?\.(.+)$/.exec(written);
    const under = prefixed?.[1] ?? profile;
    if (prefixed?.[1] === 'test') continue;
    const key = prefixed?.[2] ?? written;
    const part = parts.get(under);
    if (part === undefined) parts.set(under, new Map([[key, value]]));
    else part.set(key, value);
  }
  return [...parts].map(([name, part]) => ({ profile: name, entries: part }));
}

/** The Kafka version that Gradle files give, read as text: nothing is run. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { maxBuildFileBytes, type WorkspaceFiles } from '../files/workspaceFiles.js';
import { type Catalog, emptyCatalog, readCatalog } from './gradleCatalog.js';
import { type GradleScript, readGradleScript, type WrittenVersion } from './gradleScript.js';
import { parseJavaProperties } from '../../base/javaProperties.js';
import { kafkaOfQuarkus, kafkaOfSpringBoot, toKafkaVersion } from './kafkaVersionOf.js';
import { perCharacter, type ProjectReading } from './projectReading.js';
import { onlyOne, plainScript, referencedName } from './scriptText.js';

export interface GradleFacts {
  readonly kafkaVersion: string | undefined;
  /** The module's build script, without comments. */
  readonly script: string;
}

/** Some ten patterns look through a script. */
const perScriptCharacter = 10 * perCharacter;

export interface Gradle {
  /** `module`: a folder with a build script; `top`: no folder above this one is looked at. */
  read(module: string, top: string): GradleFacts;
}

interface Folder {
  readonly script: GradleScript;
  readonly properties: ReadonlyMap<string, string>;
}

interface Root {
  /** Convention plugins, applied scripts and settings. */
  readonly shared: GradleScript;
  readonly catalog: Catalog;
}

export function createGradle(reading: ProjectReading): Gradle {
  const folders = new Map<string, Folder>();
  const roots = new Map<string, Root>();

  const folderOf = (folder: string): Folder => {
    let known = folders.get(folder);
    if (known === undefined) folders.set(folder, (known = readFolder(folder, reading)));
    return known;
  };

  const rootOf = (folder: string): Root => {
    let known = roots.get(folder);
    if (known === undefined) roots.set(folder, (known = readRoot(folder, reading)));
    return known;
  };

  return {
    read(module, top) {
      const chain = [module];
      while (!isGradleRoot(chain.at(-1)!) && chain.at(-1) !== top && path.dirname(chain.at(-1)!) !== chain.at(-1))
        chain.push(path.dirname(chain.at(-1)!));
      const root = chain.findLast(isGradleRoot) ?? module;
      const scripts = chain.slice(0, chain.indexOf(root) + 1).map(folderOf);
      return {
        kafkaVersion: versionOf(scripts, rootOf(root), reading),
        script: scripts[0]?.script.text ?? '',
      };
    },
  };
}

/** What is written in scripts, made a version; undefined: not known. */
interface Resolve {
  version(written: WrittenVersion): string | undefined;
  variable(name: string): string | undefined;
}

function createResolve(folders: readonly Folder[], { shared, catalog }: Root): Resolve {
  const variables = [...folders.flatMap(({ script, properties }) => [script.versions, properties]), shared.versions];
  const variable = (name: string): string | undefined => variables.find((v) => v.has(name))?.get(name);
  const behind = (reference: string): string | undefined => {
    const inCatalog = /libs\.versions\.([\w.]+?)(?:\.get\(\)|\.asProvider\(\).*)?\}?$/.exec(reference.trim())?.[1];
    return inCatalog === undefined ? variable(referencedName(reference)) : catalog.versions.get(inCatalog.toLowerCase());
  };
  return {
    variable,
    version(written) {
      if ('reference' in written) return behind(written.reference);
      if (!written.text.includes('$')) return /^\d/.test(written.text) ? written.text : undefined;
      return /^\$(?:\{[^}]*\}|[\w.]+)$/.test(written.text.trim()) ? behind(written.text) : undefined;
    },
  };
}

function versionOf(folders: readonly Folder[], root: Root, reading: ProjectReading): string | undefined {
  const own = kafkasOwn(folders);
  if (own !== undefined) return own;
  const scripts = [...folders.map(({ script }) => script), root.shared];
  const resolve = createResolve(folders, root);
  for (const script of scripts) {
    reading.spend(1 + script.streams.length + script.accessors.size);
    const written = script.streams.map((version) => resolve.version(version) ?? '');
    for (const accessor of script.accessors) {
      const library = root.catalog.libraries.get(accessor);
      if (library !== undefined && isStreams(library.module) && library.version !== undefined) written.push(library.version);
    }
    if (written.length > 0) {
      const version = onlyOne(written);
      return version === undefined ? undefined : toKafkaVersion(version);
    }
  }

  const override = resolve.variable('kafka.version');
  const boot = springBootVersion(scripts, root.catalog, resolve);
  if (boot !== undefined) return override === undefined ? kafkaOfSpringBoot(boot) : toKafkaVersion(override);
  const quarkus = scripts.find((script) => script.quarkus !== undefined)?.quarkus;
  const quarkusVersion = quarkus === undefined ? undefined : resolve.version(quarkus);
  if (quarkusVersion !== undefined) return kafkaOfQuarkus(quarkusVersion);
  return root.catalog.streams === undefined ? undefined : toKafkaVersion(root.catalog.streams);
}

const isStreams = (module: string): boolean => /^org\.apache\.kafka:kafka-streams(?:-scala_[\d.]+)?$/.test(module);

function springBootVersion(scripts: readonly GradleScript[], catalog: Catalog, resolve: Resolve): string | undefined {
  for (const { springBoot, accessorParts } of scripts) {
    if (springBoot !== undefined) return resolve.version(springBoot);
    const plugin = catalog.bootPlugins.find(({ accessor }) => accessorParts.has(`plugins.${accessor}`));
    if (plugin !== undefined) return plugin.version;
    const platform = catalog.bootPlatforms.find(({ accessor }) => accessorParts.has(accessor));
    if (platform !== undefined) return platform.version;
  }
  return undefined;
}

/** Kafka's own build: its examples are built with the library beside them. */
function kafkasOwn(scripts: readonly Folder[]): string | undefined {
  const own = scripts.find(({ properties }) => properties.get('group') === 'org.apache.kafka')?.properties.get('version');
  return own === undefined ? undefined : toKafkaVersion(own);
}

const isGradleRoot = (folder: string): boolean =>
  ['settings.gradle', 'settings.gradle.kts'].some((name) => existsSync(path.join(folder, name)));

function readFolder(folder: string, reading: ProjectReading): Folder {
  const scripts = ['build.gradle', 'build.gradle.kts'].map((name) => path.join(folder, name));
  const properties = path.join(folder, 'gradle.properties');
  return {
    script: readScripts(scripts, reading),
    properties: reading.attempt(properties, new Map(), () => {
      const text = reading.files.readText(properties, maxBuildFileBytes) ?? '';
      reading.spend(text.length * perCharacter);
      return parseJavaProperties(text);
    }),
  };
}

function readScripts(files: readonly string[], reading: ProjectReading): GradleScript {
  const texts = files.map((file) =>
    reading.attempt(file, '', () => {
      const text = reading.files.readText(file, maxBuildFileBytes) ?? '';
      reading.spend(text.length * perScriptCharacter);
      return text;
    }),
  );
  // Each file on its own: a comment that is not closed ends with its file.
  return readGradleScript(texts.map(plainScript).join('\n'));
}

function readRoot(folder: string, reading: ProjectReading): Root {
  const { files } = reading;
  const inFolder = (name: string): string[] => files.list(path.join(folder, name)).map((entry) => path.join(folder, name, entry.name));
  const isScript = (file: string): boolean => /\.gradle(?:\.kts)?$/.test(file);
  const scripts = [
    path.join(folder, 'settings.gradle'),
    path.join(folder, 'settings.gradle.kts'),
    ...inFolder('gradle').filter(isScript),
    ...['buildSrc', 'build-logic'].flatMap((name) => scriptsBelow(path.join(folder, name), 8, files)),
  ];
  const catalogs = inFolder('gradle').filter((file) => file.endsWith('.versions.toml'));
  const main = catalogs.find((file) => path.basename(file) === 'libs.versions.toml') ?? catalogs[0];
  const readCatalogOf = (file: string): Catalog => {
    const text = files.readText(file, maxBuildFileBytes);
    return text === undefined ? emptyCatalog : reading.attempt(file, emptyCatalog, () => readCatalog(text, reading));
  };
  return { shared: readScripts(scripts, reading), catalog: main === undefined ? emptyCatalog : readCatalogOf(main) };
}

function scriptsBelow(folder: string, depth: number, files: WorkspaceFiles): string[] {
  if (depth === 0) return [];
  return files.list(folder).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'build' || entry.name.startsWith('.') ? [] : scriptsBelow(at, depth - 1, files);
    return !entry.isDirectory() && /\.(?:gradle|kts|kt|groovy)$/.test(entry.name) ? [at] : [];
  });
}

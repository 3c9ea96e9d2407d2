/** The Kafka version that Gradle files give, read as text: nothing is run. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { maxBuildFileBytes, type WorkspaceFiles } from '../workspaceFiles.js';
import type { Catalog } from './gradleCatalog.js';
import { parseCatalog } from './gradleCatalog.js';
import { parseJavaProperties } from '../../base/javaProperties.js';
import { kafkaOfQuarkus, kafkaOfSpringBoot, toKafkaVersion } from './kafkaVersionOf.js';
import { findVersions, onlyOne, referencedName, withoutComments } from './scriptText.js';

export interface GradleFacts {
  readonly kafkaVersion: string | undefined;
  /** The module's build script, without comments. */
  readonly script: string;
}

export interface Gradle {
  /** `module`: a folder with a build script; `top`: no folder above this one is looked at. */
  read(module: string, top: string): GradleFacts;
}

interface Folder {
  readonly script: string;
  readonly properties: ReadonlyMap<string, string>;
}

interface Root {
  /** Convention plugins, applied scripts and settings. */
  readonly shared: string;
  readonly catalog: Catalog | undefined;
}

const emptyCatalog: Catalog = { libraries: new Map(), plugins: new Map(), versions: new Map() };

export function createGradle(files: WorkspaceFiles): Gradle {
  const folders = new Map<string, Folder>();
  const roots = new Map<string, Root>();

  const folderOf = (folder: string): Folder => {
    let known = folders.get(folder);
    if (known === undefined) {
      const script = ['build.gradle', 'build.gradle.kts'].map((name) => readScript(path.join(folder, name), files)).join('\n');
      known = { script, properties: parseJavaProperties(files.readText(path.join(folder, 'gradle.properties'), maxBuildFileBytes) ?? '') };
      folders.set(folder, known);
    }
    return known;
  };

  const rootOf = (folder: string): Root => {
    let known = roots.get(folder);
    if (known === undefined) roots.set(folder, (known = readRoot(folder, files)));
    return known;
  };

  return {
    read(module, top) {
      const chain = [module];
      while (!isGradleRoot(chain.at(-1)!) && chain.at(-1) !== top && path.dirname(chain.at(-1)!) !== chain.at(-1))
        chain.push(path.dirname(chain.at(-1)!));
      const root = chain.findLast(isGradleRoot) ?? module;
      const scripts = chain.slice(0, chain.indexOf(root) + 1).map(folderOf);
      const { shared, catalog } = rootOf(root);
      return {
        kafkaVersion: versionOf(scripts, shared, catalog ?? emptyCatalog),
        script: scripts[0]?.script ?? '',
      };
    },
  };
}

const coordinate = /["']org\.apache\.kafka:kafka-streams(?:-scala_[\d.]+)?(?::([^"'@:]+))?(?:[@:][^"']*)?["'](?:\s*\+\s*([\w.]+))?/g;
const separate =
  /group\s*[:=]\s*["']org\.apache\.kafka["']\s*,\s*name\s*[:=]\s*["']kafka-streams["']\s*,\s*version\s*[:=]\s*(?:["']([^"']+)["']|([\w.]+))/g;
const positional = /\(\s*["']org\.apache\.kafka["']\s*,\s*["']kafka-streams["']\s*,\s*(?:["']([^"']+)["']|([\w.]+))/g;
const richCoordinate =
  /["']org\.apache\.kafka:kafka-streams["']\s*\)\s*\{\s*version\s*\{\s*(?:strictly|require|prefer)\s*\(?\s*["']([^"']+)["']/g;

function versionOf(scripts: readonly Folder[], shared: string, catalog: Catalog): string | undefined {
  const texts = [...scripts.map((s) => s.script), shared];
  const variables = [...scripts.flatMap((s) => [findVersions(s.script), s.properties]), findVersions(shared)];
  const variable = (name: string): string | undefined => variables.find((v) => v.has(name))?.get(name);
  const resolve = (written: string): string | undefined => {
    if (!/[$]/.test(written)) return /^\d/.test(written) ? written : undefined;
    const whole = /^\$(?:\{[^}]*\}|[\w.]+)$/.exec(written.trim());
    if (whole === null) return undefined;
    return resolveName(written);
  };
  const resolveName = (reference: string): string | undefined => {
    const inCatalog = /libs\.versions\.([\w.]+?)(?:\.get\(\)|\.asProvider\(\).*)?\}?$/.exec(reference.trim())?.[1];
    return inCatalog === undefined ? variable(referencedName(reference)) : catalog.versions.get(inCatalog.toLowerCase());
  };

  const own = kafkasOwn(scripts);
  if (own !== undefined) return own;
  for (const text of texts) {
    const written: string[] = [];
    for (const pattern of [richCoordinate, coordinate, separate, positional]) {
      for (const [, literal, reference] of text.matchAll(pattern)) {
        if (literal !== undefined) written.push(resolve(literal) ?? '');
        else if (reference !== undefined) written.push(resolveName(reference) ?? '');
      }
    }
    for (const [alias, library] of catalog.libraries) {
      if (!/^org\.apache\.kafka:kafka-streams(?:-scala_[\d.]+)?$/.test(library.module) || library.version === undefined) continue;
      if (new RegExp(`\\blibs\\.${alias.replace(/\./g, '\\.')}(?![\\w.]|\\.\\w)`, 'i').test(text)) written.push(library.version);
    }
    if (written.length > 0) {
      const version = onlyOne(written);
      return version === undefined ? undefined : toKafkaVersion(version);
    }
  }

  const override = variable('kafka.version');
  const boot = springBootVersion(texts, catalog, resolve, variable);
  if (boot !== undefined) return override === undefined ? kafkaOfSpringBoot(boot) : toKafkaVersion(override);
  const quarkus = quarkusVersion(texts, resolve, variable);
  if (quarkus !== undefined) return kafkaOfQuarkus(quarkus);
  const inCatalog = onlyOne(
    [...catalog.libraries.values()].flatMap(({ module, version }) =>
      module === 'org.apache.kafka:kafka-streams' && version !== undefined ? [version] : [],
    ),
  );
  if (inCatalog !== undefined) return toKafkaVersion(inCatalog);
  return undefined;
}

function springBootVersion(
  texts: readonly string[],
  catalog: Catalog,
  resolve: (written: string) => string | undefined,
  variable: (name: string) => string | undefined,
): string | undefined {
  for (const text of texts) {
    const written =
      /["']org\.springframework\.boot["']\s*\)?\s*version\s*\(?\s*(?:["']([^"']+)["']|(\w[\w.]*))/.exec(text) ??
      /["']org\.springframework\.boot:spring-boot-(?:gradle-plugin|dependencies):([^"']+)["']/.exec(text);
    if (written?.[1] !== undefined) return resolve(written[1]);
    if (written?.[2] !== undefined) return variable(referencedName(written[2]));
    for (const [alias, { id, version }] of catalog.plugins) {
      if (id === 'org.springframework.boot' && new RegExp(`libs\\.plugins\\.${alias.replace(/\./g, '\\.')}\\b`, 'i').test(text))
        return version;
    }
    for (const [alias, { module, version }] of catalog.libraries) {
      if (
        module === 'org.springframework.boot:spring-boot-dependencies' &&
        new RegExp(`libs\\.${alias.replace(/\./g, '\\.')}\\b`, 'i').test(text)
      )
        return version;
    }
  }
  return undefined;
}

function quarkusVersion(
  texts: readonly string[],
  resolve: (written: string) => string | undefined,
  variable: (name: string) => string | undefined,
): string | undefined {
  for (const text of texts) {
    const written = /["']io\.quarkus(?:\.platform)?:quarkus-(?:bom|universe-bom):([^"']+)["']/.exec(text)?.[1];
    if (written !== undefined) return resolve(written);
    if (/quarkusPlatformVersion/.test(text)) return variable('quarkusPlatformVersion');
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

function readRoot(folder: string, files: WorkspaceFiles): Root {
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
  return {
    shared: scripts.map((script) => readScript(script, files)).join('\n'),
    catalog: main === undefined ? undefined : parseCatalog(files.readText(main, maxBuildFileBytes) ?? ''),
  };
}

function scriptsBelow(folder: string, depth: number, files: WorkspaceFiles): string[] {
  if (depth === 0) return [];
  return files.list(folder).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'build' || entry.name.startsWith('.') ? [] : scriptsBelow(at, depth - 1, files);
    return !entry.isDirectory() && /\.(?:gradle|kts|kt|groovy)$/.test(entry.name) ? [at] : [];
  });
}

const readScript = (file: string, files: WorkspaceFiles): string => withoutComments(files.readText(file, maxBuildFileBytes) ?? '');

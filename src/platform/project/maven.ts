/** The Kafka version that a pom.xml gives, with the poms of the same tree. Nothing is fetched, nothing is run. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { maxBuildFileBytes } from '../files/workspaceFiles.js';
import { createPlaceholderFiller } from '../../base/placeholders.js';
import { kafkaOfQuarkus, kafkaOfSpringBoot, toKafkaVersion } from './kafkaVersionOf.js';
import { type ProjectReading, Unread } from './projectReading.js';

interface Dependency {
  readonly group: string;
  readonly artifact: string;
  readonly version: string | undefined;
  readonly type: string | undefined;
  readonly scope: string | undefined;
}

interface Pom {
  readonly file: string;
  readonly group: string | undefined;
  readonly artifact: string;
  readonly version: string | undefined;
  readonly parent:
    | { readonly group: string; readonly artifact: string; readonly version: string; readonly relativePath: string | undefined }
    | undefined;
  readonly properties: ReadonlyMap<string, string>;
  readonly dependencies: readonly Dependency[];
  /** Only those that may be Kafka Streams. */
  readonly managed: readonly Dependency[];
  /** Platforms. */
  readonly imports: readonly Dependency[];
  readonly modules: readonly string[];
}

/** By group and artifact. */
type Tree = ReadonlyMap<string, Pom>;

const nameOf = (group: string | undefined, artifact: string): string => `${group ?? ''}:${artifact}`;

export interface MavenFacts {
  readonly kafkaVersion: string | undefined;
  /** Artifacts (without their groups) that the module depends on. */
  readonly dependencies: ReadonlySet<string>;
}

export interface Maven {
  read(pomFile: string): MavenFacts;
}

const kafkaGroup = 'org.apache.kafka';
const streamsArtifacts = ['kafka-streams', 'kafka-streams-scala_2.13', 'kafka-streams-scala_2.12', 'kafka-streams-scala_2.11'];

/** Parents above each other, and modules that bring each other: nobody builds what is deeper. */
const maxDepth = 100;
/** The disk is asked for each. */
const stepsOfModule = 20;
const tooDeep = `more than ${maxDepth} poms lead to each other`;

export function createMaven(reading: ProjectReading): Maven {
  const poms = new Map<string, Pom | undefined>();
  const trees = new Map<string, Tree>();
  /** By pom; undefined while it is looked for: what brings itself brings nothing. */
  const versions = new Map<Pom, string | undefined>();

  const readPom = (file: string): Pom | undefined => {
    if (!poms.has(file)) poms.set(file, parsePom(file, reading));
    return poms.get(file);
  };

  /** All poms that the topmost pom above reaches through its modules. */
  const treeOf = (file: string): Tree => {
    let top = file;
    for (let above = parentFolderPom(top); readPom(above) !== undefined; above = parentFolderPom(top)) top = above;
    let tree = trees.get(top);
    if (tree === undefined) trees.set(top, (tree = readTree(top)));
    return tree;
  };

  /** In the order of modules; the first of a name stays. */
  const readTree = (top: string): Tree => {
    const tree = new Map<string, Pom>();
    const seen = new Set<string>();
    const waiting = [top];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const pom = seen.has(at) ? undefined : readPom(at);
      seen.add(at);
      if (pom === undefined) continue;
      const folder = path.dirname(at);
      const name = nameOf(pom.group ?? pom.parent?.group, pom.artifact);
      if (!tree.has(name)) tree.set(name, pom);
      reading.spend(1 + pom.modules.length * stepsOfModule);
      for (const module of pom.modules.toReversed()) waiting.push(pomAt(path.resolve(folder, module)));
    }
    return tree;
  };

  const findInTree = (from: Pom, group: string, artifact: string): Pom | undefined => treeOf(from.file).get(nameOf(group, artifact));

  const parentOf = (pom: Pom): Pom | undefined => {
    if (pom.parent === undefined) return undefined;
    const { group, artifact, relativePath } = pom.parent;
    if (relativePath !== '') {
      const beside = readPom(pomAt(path.resolve(path.dirname(pom.file), relativePath ?? '../pom.xml')));
      if (beside !== undefined && beside.artifact === artifact) return beside;
    }
    return findInTree(pom, group, artifact);
  };

  const lineage = (pom: Pom): readonly Pom[] => {
    const chain = new Set<Pom>();
    for (let at: Pom | undefined = pom; at !== undefined && !chain.has(at); at = parentOf(at)) {
      if (chain.size === maxDepth) throw new Unread(tooDeep);
      reading.spend(1 + at.dependencies.length);
      chain.add(at);
    }
    return [...chain];
  };

  /** The version that kafka-streams has in a module, explicit or managed. */
  const versionIn = (pom: Pom, depth: number): string | undefined => {
    if (versions.has(pom)) return versions.get(pom);
    if (depth > maxDepth) throw new Unread(tooDeep);
    versions.set(pom, undefined);
    try {
      const version = findVersion(pom, depth);
      versions.set(pom, version);
      return version;
    } catch (error) {
      versions.delete(pom); // not known is not none
      throw error;
    }
  };

  const findVersion = (pom: Pom, depth: number): string | undefined => {
    const chain = lineage(pom);
    const resolve = createResolver(chain, reading);
    const dependencies = chain.map((p) => p.dependencies);
    const managed = chain.map((p) => p.managed);
    const direct = explicitVersion(dependencies, resolve) ?? explicitVersion(managed, resolve);
    if (direct !== undefined) return direct;

    const external = chain.at(-1)?.parent;
    if (external !== undefined) {
      const version = resolve(external.version);
      const brought =
        version === undefined ? undefined : fromPlatform(external.group, external.artifact, version, resolve('${kafka.version}'));
      if (brought !== undefined) return brought;
    }
    for (const bom of chain.flatMap((p) => p.imports)) {
      const [group, artifact, version] = [resolve(bom.group), resolve(bom.artifact), resolve(bom.version)];
      if (group === undefined || artifact === undefined) continue;
      const inTree = findInTree(pom, group, artifact);
      const brought =
        inTree !== undefined
          ? versionIn(inTree, depth + 1)
          : version === undefined
            ? undefined
            : fromPlatform(group, artifact, version, undefined);
      if (brought !== undefined) return brought;
    }
    for (const dependency of dependencies.flat()) {
      const [group, artifact] = [resolve(dependency.group), resolve(dependency.artifact)];
      const module =
        group === undefined || artifact === undefined || dependency.scope === 'test' ? undefined : findInTree(pom, group, artifact);
      const brought = module === undefined ? undefined : versionIn(module, depth + 1);
      if (brought !== undefined) return brought;
    }
    return undefined;
  };

  return {
    read(pomFile) {
      const pom = readPom(pomFile);
      if (pom === undefined) return noFacts;
      return reading.attempt(pomFile, noFacts, () => {
        const chain = lineage(pom);
        const resolve = createResolver(chain, reading);
        return {
          kafkaVersion: reading.attempt(pomFile, undefined, () => versionIn(pom, 0)),
          dependencies: new Set(chain.flatMap((p) => p.dependencies.flatMap((d) => resolve(d.artifact) ?? []))),
        };
      });
    },
  };
}

const noFacts: MavenFacts = { kafkaVersion: undefined, dependencies: new Set() };

/** The version that the first list with one gives. */
function explicitVersion(lists: readonly (readonly Dependency[])[], resolve: Resolve): string | undefined {
  for (const artifact of streamsArtifacts) {
    for (const list of lists) {
      const found = list.find((d) => resolve(d.artifact) === artifact && resolve(d.group) === kafkaGroup && d.version !== undefined);
      const version = found === undefined ? undefined : resolve(found.version);
      if (version !== undefined) return toKafkaVersion(version);
    }
  }
  return undefined;
}

/** Only a parent's property can be overridden: an imported platform has its versions fixed. */
function fromPlatform(group: string, artifact: string, version: string, override: string | undefined): string | undefined {
  if (group === 'org.springframework.boot' && /^spring-boot-(?:starter-parent|dependencies)$/.test(artifact)) {
    return override === undefined ? kafkaOfSpringBoot(version) : toKafkaVersion(override);
  }
  if (/^io\.quarkus(?:\.platform)?$/.test(group) && /^quarkus-(?:bom|universe-bom|kafka-streams-bom)$/.test(artifact))
    return kafkaOfQuarkus(version);
  return undefined;
}

type Resolve = (text: string | undefined) => string | undefined;

/** Replaces `${…}` by the properties of a pom and its parents; undefined where one is not known. */
function createResolver(chain: readonly Pom[], reading: ProjectReading): Resolve {
  const [own] = chain;
  const builtIn = new Map([
    ['project.version', own?.version ?? own?.parent?.version],
    ['project.groupId', own?.group ?? own?.parent?.group],
    ['project.artifactId', own?.artifact],
    ['project.parent.version', own?.parent?.version],
    ['project.parent.groupId', own?.parent?.group],
  ]);
  const filler = createPlaceholderFiller({
    find(name) {
      reading.spend(1);
      return builtIn.get(name) ?? chain.find((pom) => pom.properties.has(name))?.properties.get(name);
    },
    read: (inside) => (inside === '' ? undefined : { name: inside, otherwise: undefined }),
    keepsUnset: false,
  });
  return (text) => {
    if (text === undefined || !text.includes('${')) return text;
    const filled = filler.fill(text);
    if (filled.ok) return filled.value;
    if (filled.error === 'circular') reading.files.skip(own!.file, 'a property leads to itself: what names it is not known');
    if (filled.error === 'too long')
      reading.files.skip(own!.file, 'a property stands for a text that is too long: what names it is not known');
    return undefined;
  };
}

const pomAt = (file: string): string => {
  try {
    return statSync(file).isDirectory() ? path.join(file, 'pom.xml') : file;
  } catch {
    return file;
  }
};
const parentFolderPom = (file: string): string => path.join(path.dirname(path.dirname(file)), 'pom.xml');

const lists = new Set(['dependency', 'module']);
/** Steps for a character of XML. */
const perXmlCharacter = 1 / 2;

function parsePom(file: string, reading: ProjectReading): Pom | undefined {
  const text = reading.files.readText(file, maxBuildFileBytes);
  if (text === undefined) return undefined;
  return reading.attempt(file, undefined, () => {
    reading.spend(text.length * perXmlCharacter);
    const parser = new XMLParser({ parseTagValue: false, removeNSPrefix: true, isArray: (name) => lists.has(name) });
    return toPom(file, parser.parse(text));
  });
}

function toPom(file: string, parsed: unknown): Pom | undefined {
  const project = child(parsed, 'project');
  const artifact = textOf(project, 'artifactId');
  if (artifact === undefined) return undefined;
  const parent = child(project, 'parent');
  const [parentGroup, parentArtifact, parentVersion] = [textOf(parent, 'groupId'), textOf(parent, 'artifactId'), textOf(parent, 'version')];
  const properties = child(project, 'properties');
  const managed = dependenciesOf(child(child(project, 'dependencyManagement'), 'dependencies'));
  return {
    file,
    artifact,
    group: textOf(project, 'groupId'),
    version: textOf(project, 'version'),
    parent:
      parentGroup === undefined || parentArtifact === undefined
        ? undefined
        : { group: parentGroup, artifact: parentArtifact, version: parentVersion ?? '', relativePath: emptyOrText(parent, 'relativePath') },
    properties: new Map(
      typeof properties === 'object' && properties !== null
        ? Object.entries(properties).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value.trim()] as const] : []))
        : [],
    ),
    dependencies: dependenciesOf(child(project, 'dependencies')),
    managed: managed.filter(({ artifact: name }) => name.includes('${') || streamsArtifacts.includes(name)),
    imports: managed.filter(({ type, scope }) => type === 'pom' && scope === 'import'),
    modules: items(child(project, 'modules'), 'module').flatMap((module) => (typeof module === 'string' ? [module.trim()] : [])),
  };
}

function dependenciesOf(list: unknown): Dependency[] {
  return items(list, 'dependency').flatMap((item) => {
    const [group, artifact] = [textOf(item, 'groupId'), textOf(item, 'artifactId')];
    if (group === undefined || artifact === undefined) return [];
    return [{ group, artifact, version: textOf(item, 'version'), type: textOf(item, 'type'), scope: textOf(item, 'scope') }];
  });
}

function child(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? Object.entries(node).find(([key]) => key === name)?.[1] : undefined;
}

function items(node: unknown, name: string): readonly unknown[] {
  const found = child(node, name);
  return Array.isArray(found) ? found : [];
}

function emptyOrText(node: unknown, name: string): string | undefined {
  const found = child(node, name);
  return typeof found === 'string' ? found.trim() : undefined;
}

function textOf(node: unknown, name: string): string | undefined {
  const found = emptyOrText(node, name);
  return found === '' ? undefined : found;
}

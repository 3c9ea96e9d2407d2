/** The Kafka version that a pom.xml gives, with the poms of the same tree. Nothing is fetched, nothing is run. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { maxBuildFileBytes, type WorkspaceFiles } from '../workspaceFiles.js';
import { kafkaOfQuarkus, kafkaOfSpringBoot, toKafkaVersion } from './kafkaVersionOf.js';

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
  readonly managed: readonly Dependency[];
  readonly modules: readonly string[];
}

export interface MavenFacts {
  readonly kafkaVersion: string | undefined;
  /** The module's dependencies as `group:artifact`. */
  readonly dependencies: ReadonlySet<string>;
}

export interface Maven {
  read(pomFile: string): MavenFacts;
}

const kafkaGroup = 'org.apache.kafka';
const streamsArtifacts = ['kafka-streams', 'kafka-streams-scala_2.13', 'kafka-streams-scala_2.12', 'kafka-streams-scala_2.11'];

export function createMaven(files: WorkspaceFiles): Maven {
  const poms = new Map<string, Pom | undefined>();
  const trees = new Map<string, readonly Pom[]>();

  const readPom = (file: string): Pom | undefined => {
    if (!poms.has(file)) poms.set(file, parsePom(file, files));
    return poms.get(file);
  };

  /** All poms that the topmost pom above reaches through its modules. */
  const treeOf = (file: string): readonly Pom[] => {
    let top = file;
    for (let above = parentFolderPom(top); readPom(above) !== undefined; above = parentFolderPom(top)) top = above;
    let tree = trees.get(top);
    if (tree === undefined) {
      const found = new Map<string, Pom>();
      const visit = (at: string): void => {
        const pom = found.has(at) ? undefined : readPom(at);
        if (pom === undefined) return;
        found.set(at, pom);
        for (const module of pom.modules) visit(pomAt(path.resolve(path.dirname(at), module)));
      };
      visit(top);
      trees.set(top, (tree = [...found.values()]));
    }
    return tree;
  };

  const findInTree = (from: Pom, group: string, artifact: string): Pom | undefined =>
    treeOf(from.file).find((pom) => pom.artifact === artifact && (pom.group ?? pom.parent?.group) === group);

  const parentOf = (pom: Pom): Pom | undefined => {
    if (pom.parent === undefined) return undefined;
    const { group, artifact, relativePath } = pom.parent;
    if (relativePath !== '') {
      const beside = readPom(pomAt(path.resolve(path.dirname(pom.file), relativePath ?? '../pom.xml')));
      if (beside !== undefined && beside.artifact === artifact) return beside;
    }
    return findInTree(pom, group, artifact);
  };

  const lineage = (pom: Pom): Pom[] => {
    const chain: Pom[] = [];
    for (let at: Pom | undefined = pom; at !== undefined && !chain.includes(at); at = parentOf(at)) chain.push(at);
    return chain;
  };

  /** The version that kafka-streams has in a module, explicit or managed. */
  const versionIn = (pom: Pom, visited: Set<Pom>): string | undefined => {
    if (visited.has(pom)) return undefined;
    visited.add(pom);
    const chain = lineage(pom);
    const resolve = resolver(chain);
    const explicit = (lists: readonly (readonly Dependency[])[]): string | undefined => {
      for (const artifact of streamsArtifacts) {
        for (const list of lists) {
          const found = list.find((d) => resolve(d.artifact) === artifact && resolve(d.group) === kafkaGroup && d.version !== undefined);
          const version = found === undefined ? undefined : resolve(found.version);
          if (version !== undefined) return toKafkaVersion(version);
        }
      }
      return undefined;
    };
    const direct = explicit(chain.map((p) => p.dependencies)) ?? explicit(chain.map((p) => p.managed));
    if (direct !== undefined) return direct;

    const external = chain.at(-1)?.parent;
    if (external !== undefined) {
      const version = resolve(external.version);
      const brought =
        version === undefined ? undefined : fromPlatform(external.group, external.artifact, version, resolve('${kafka.version}'));
      if (brought !== undefined) return brought;
    }
    for (const bom of chain.flatMap((p) => p.managed)) {
      if (bom.type !== 'pom' || bom.scope !== 'import') continue;
      const [group, artifact, version] = [resolve(bom.group), resolve(bom.artifact), resolve(bom.version)];
      if (group === undefined || artifact === undefined) continue;
      const inTree = findInTree(pom, group, artifact);
      const brought =
        inTree !== undefined
          ? versionIn(inTree, visited)
          : version === undefined
            ? undefined
            : fromPlatform(group, artifact, version, undefined);
      if (brought !== undefined) return brought;
    }
    for (const dependency of chain.flatMap((p) => p.dependencies)) {
      const [group, artifact] = [resolve(dependency.group), resolve(dependency.artifact)];
      const module =
        group === undefined || artifact === undefined || dependency.scope === 'test' ? undefined : findInTree(pom, group, artifact);
      const brought = module === undefined ? undefined : versionIn(module, visited);
      if (brought !== undefined) return brought;
    }
    return undefined;
  };

  return {
    read(pomFile) {
      const pom = readPom(pomFile);
      if (pom === undefined) return { kafkaVersion: undefined, dependencies: new Set() };
      const chain = lineage(pom);
      const resolve = resolver(chain);
      return {
        kafkaVersion: versionIn(pom, new Set()),
        dependencies: new Set(chain.flatMap((p) => p.dependencies.map((d) => `${resolve(d.group) ?? ''}:${resolve(d.artifact) ?? ''}`))),
      };
    },
  };
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

/** Replaces `${…}` by the properties of a pom and its parents; undefined where one is not known. */
function resolver(chain: readonly Pom[]): (text: string | undefined) => string | undefined {
  const own = chain[0];
  const builtIn: Readonly<Record<string, string | undefined>> = {
    'project.version': own?.version ?? own?.parent?.version,
    'project.groupId': own?.group ?? own?.parent?.group,
    'project.artifactId': own?.artifact,
    'project.parent.version': own?.parent?.version,
    'project.parent.groupId': own?.parent?.group,
  };
  const resolve = (text: string | undefined, depth: number): string | undefined => {
    if (text === undefined || depth > 10) return undefined;
    let known = true;
    const resolved = text.replace(/\$\{([^}]+)\}/g, (_, key: string) => {
      const value = resolve(builtIn[key] ?? chain.find((pom) => pom.properties.has(key))?.properties.get(key), depth + 1);
      if (value === undefined) known = false;
      return value ?? '';
    });
    return known ? resolved : undefined;
  };
  return (text) => resolve(text, 0);
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

function parsePom(file: string, files: WorkspaceFiles): Pom | undefined {
  const text = files.readText(file, maxBuildFileBytes);
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    const parser = new XMLParser({ parseTagValue: false, removeNSPrefix: true, isArray: (name) => lists.has(name) });
    parsed = parser.parse(text);
  } catch {
    return undefined;
  }
  const project = child(parsed, 'project');
  const artifact = textOf(project, 'artifactId');
  if (artifact === undefined) return undefined;
  const parent = child(project, 'parent');
  const [parentGroup, parentArtifact, parentVersion] = [textOf(parent, 'groupId'), textOf(parent, 'artifactId'), textOf(parent, 'version')];
  const properties = child(project, 'properties');
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
    managed: dependenciesOf(child(child(project, 'dependencyManagement'), 'dependencies')),
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

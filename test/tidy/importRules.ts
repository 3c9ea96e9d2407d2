/** Who may import whom (ARCHITECTURE.md), as a function over file texts: what is forbidden comes back as one line each. */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/** Each layer, and the layers that it may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  core: ['base'],
  kafka: ['base'],
  estimate: ['base', 'core'],
  applications: ['base', 'core', 'kafka'],
  operate: ['base', 'kafka', 'applications'],
  store: ['base', 'core', 'kafka', 'applications'],
  live: ['base', 'core', 'kafka', 'applications', 'store'],
  present: ['base', 'core', 'estimate', 'kafka', 'applications', 'operate', 'store', 'live'],
  platform: ['base', 'core', 'estimate', 'kafka', 'applications', 'operate', 'store', 'live'],
  cli: ['base', 'core', 'estimate', 'kafka', 'applications', 'operate', 'store', 'live', 'present', 'platform'],
  protocol: ['base'],
  extension: ['base', 'core', 'estimate', 'kafka', 'applications', 'operate', 'store', 'live', 'present', 'platform', 'protocol'],
  webview: ['base', 'protocol'],
};

/**
 * The rooms of the core, and which they may enter, for a type as well: a room knows only those that stand before it, so that there is no
 * circle of any kind. A file that stands beside the rooms is one of its own.
 */
const roomsOfCore = {
  form: [],
  values: ['form'],
  kafkaVersion: [],
  kafkaVersions: [],
  topology: ['kafkaVersion'],
  operators: [],
  dsl: ['form', 'values', 'kafkaVersion', 'topology', 'operators'],
  jvm: ['form', 'values', 'dsl'],
  writing: ['form', 'topology', 'operators'],
  languages: ['form', 'values', 'jvm', 'writing'],
  evaluate: ['form', 'values', 'topology', 'dsl', 'jvm'],
  report: ['form', 'topology'],
  reporting: ['form', 'values', 'kafkaVersion', 'topology', 'evaluate', 'report'],
  description: [],
  names: ['description', 'report', 'reporting'],
  features: ['topology', 'report'],
  rules: ['form', 'kafkaVersion', 'report', 'names', 'features'],
  fixes: ['form', 'kafkaVersion', 'operators', 'writing', 'report', 'names'],
  storeNames: ['form', 'report', 'rules', 'fixes'],
  plainText: [],
  diagram: ['description', 'report', 'features', 'names', 'plainText'],
  analyser: ['report', 'rules', 'fixes', 'storeNames'],
  units: ['form', 'languages', 'analyser'],
  readCode: ['report', 'reporting', 'rules', 'storeNames', 'analyser', 'units'],
  followedSettings: ['analyser', 'values'],
  createAnalyser: [
    ...['jvm', 'dsl', 'languages', 'evaluate', 'kafkaVersions', 'report', 'reporting'],
    ...['rules', 'fixes', 'storeNames', 'analyser', 'units', 'readCode', 'followedSettings'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const isRoom = (name: string): name is keyof typeof roomsOfCore => Object.hasOwn(roomsOfCore, name);

/** What changes a cluster, and who may enter it: all else can only read, whatever goes wrong in it. */
const writers = {
  room: 'src/kafka/writing/',
  enteredBy: ['src/operate/', 'src/cli/operate/', 'src/extension/cluster/connect/toConnectionSettings.ts'],
};

/** Layers that know no host: nothing but sources and the packages that have a home in them. */
const pureLayers = new Set(['base', 'core', 'estimate']);

/** Packages and modules of Node that belong to some places: the only beginnings of paths that may import them. */
const homes: Readonly<Record<string, readonly string[]>> = {
  vscode: ['src/extension/'],
  'web-tree-sitter': ['src/core/languages/tree/'],
  '@dagrejs/dagre': ['src/core/diagram/layout/'],
  kafkajs: ['src/kafka/kafkajs/'],
  aws4: ['src/kafka/kafkajs/awsMskIam.ts'],
  '@vscode/webview-ui-toolkit': ['webview/components/'],
  // What starts a program or runs a text: git, in a way that runs nothing of a repository's.
  'node:child_process': ['src/platform/git/runGit.ts'],
  'node:module': ['src/platform/analysis/grammars.ts'],
  'node:vm': [],
  'node:inspector': [],
  'node:cluster': [],
  'node:repl': [],
  // What opens a connection: each place says to whom, and how much it takes.
  'node:net': ['src/kafka/kafkajs/'],
  'node:tls': ['src/kafka/kafkajs/'],
  'node:http': [
    'src/kafka/kafkajs/oauthToken.ts',
    'src/platform/registry/openSchemaRegistry.ts',
    'src/platform/cluster/getFromInstance.ts',
  ],
  'node:https': [
    'src/kafka/kafkajs/oauthToken.ts',
    'src/platform/registry/openSchemaRegistry.ts',
    'src/platform/cluster/getFromInstance.ts',
  ],
  'node:http2': [],
  'node:dgram': [],
  'node:dns': ['src/platform/cluster/getFromInstance.ts'],
};

/** What everybody may import of such a module: it opens nothing. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  'node:fs': ['existsSync', 'statSync', 'lstatSync', 'realpathSync', 'readdirSync', 'accessSync', 'constants', 'Dirent', 'Stats'],
  'node:net': ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'LookupFunction'],
};

/** Where files are opened, and why there: all else that reads or writes goes through the first two. */
const fileHandlers = [
  'src/platform/files/readRegularFile.ts',
  'src/platform/files/writeRegularFile.ts',
  'src/platform/files/exportFile.ts', // writes, piece by piece, the file that a person named for an export
  'src/platform/git/gitRevision.ts', // writes a revision's files into a new folder of its own
  'src/platform/files/spillFolder.ts', // writes and reads values in a new folder of its own
  'src/platform/analysis/grammars.ts', // reads the grammars of this program
  'src/platform/toolVersion.ts', // reads the package.json of this program
];

interface Import {
  readonly target: string;
  /** Undefined: all that the module exports. */
  readonly names: readonly string[] | undefined;
  /** Vanishes when compiled. */
  readonly typeOnly: boolean;
}

/** Every static import, re-export and dynamic import of a module's text. */
export function findImports(text: string): Import[] {
  const code = withoutComments(text);
  const statements = code.matchAll(/^[ \t]*(?:import|export)\b(?<type>\s+type\b)?(?<clause>[^;'"`]*?)\bfrom\s*['"](?<target>[^'"]+)['"]/gm);
  const bare = code.matchAll(/^[ \t]*import\s*['"](?<target>[^'"]+)['"]/gm);
  const dynamic = code.matchAll(/\b(?:import|require)\s*\(\s*['"](?<target>[^'"]+)['"]/g);
  return [
    ...[...statements].map(({ groups }) => ({
      target: groups?.['target'] ?? '',
      names: namesOf(groups?.['clause'] ?? ''),
      typeOnly: groups?.['type'] !== undefined,
    })),
    ...[...bare, ...dynamic].map(({ groups }) => ({ target: groups?.['target'] ?? '', names: undefined, typeOnly: false })),
  ];
}

/** Of `{ a, type b, c as d }`: a, b, c. A default or namespace import has all. */
function namesOf(clause: string): readonly string[] | undefined {
  const list = /^\s*\{([^}]*)\}\s*$/.exec(clause)?.[1];
  const names = list?.split(',').map(
    (each) =>
      each
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s/)[0]!,
  );
  return names?.includes('default') ? undefined : names?.filter((name) => name !== '');
}

/** `files`: path from the project's root, with forward slashes, to text. */
export function findViolations(files: ReadonlyMap<string, string>): string[] {
  const graph = new Map<string, readonly string[]>();
  const found: string[] = [];
  for (const [file, text] of files) {
    const layer = layerOf(file);
    if (layer === undefined || mayImport[layer] === undefined) {
      found.push(`${file}: is in no known layer`);
      continue;
    }
    if (/^[ \t]*export\s+default\b|\bas\s+default\b/m.test(withoutComments(text))) found.push(`${file}: default export`);
    const edges: string[] = [];
    for (const { target, names, typeOnly } of findImports(text)) {
      if (target.startsWith('.')) {
        const path = posix.normalize(posix.join(posix.dirname(file), target)).replace(/\.js$/, '.ts');
        const other = layerOf(path);
        const entered = roomProblem(file, path);
        if (entered !== undefined) found.push(entered);
        if (path.startsWith(writers.room) && ![writers.room, ...writers.enteredBy].some((start) => file.startsWith(start)))
          found.push(`${file}: only ${writers.enteredBy.join(', ')} may enter ${writers.room}`);
        if (other !== layer && (other === undefined || !mayImport[layer].includes(other)))
          found.push(`${file}: ${layer} may not import ${path}`);
        // AssemblyScript names its modules without, and what they are compiled to (scripts/assembly.mjs) by another ending.
        const isAssembly = file.includes('/assembly/') || /\/assembly\/\w+\.wasm$/.test(target);
        if (!isAssembly && !target.endsWith('.js')) found.push(`${file}: ${target} lacks .js`);
        if (!typeOnly) edges.push(path);
        continue;
      }
      found.push(...violationsOfPackage(file, layer, target, names));
    }
    graph.set(file, edges);
  }
  return [...found, ...findCycles(graph).map((cycle) => `cycle: ${cycle.join(' → ')}`)];
}

/** Of two files of the core. */
function roomProblem(file: string, path: string): string | undefined {
  const [from, to] = [roomOf(file), roomOf(path)];
  if (from === undefined || to === undefined || from === to) return undefined;
  if (!isRoom(from)) return `${file}: is in no known room of the core`;
  const entered: readonly string[] = roomsOfCore[from];
  return entered.includes(to) ? undefined : `${file}: ${from} may not enter ${to}`;
}

function roomOf(file: string): string | undefined {
  return /^src\/core\/(\w+)/.exec(file)?.[1];
}

/** Rooms that may enter one that does not stand before them; none, if the table keeps its own promise. */
export function circlesOfRooms(): string[] {
  const names = Object.keys(roomsOfCore);
  return Object.entries(roomsOfCore).flatMap(([room, entered]) =>
    entered.filter((other) => names.indexOf(other) >= names.indexOf(room)).map((other) => `${room} → ${other}`),
  );
}

function violationsOfPackage(file: string, layer: string, target: string, names: Import['names']): string[] {
  // Node knows most of its modules by both names.
  const known = builtinModules.includes(target) && !target.startsWith('node:') ? `node:${target}` : target;
  const name = known.startsWith('@') ? known.split('/').slice(0, 2).join('/') : known.split('/')[0]!;
  const home = homes[name];
  if (home === undefined && pureLayers.has(layer)) return [`${file}: ${layer} is pure and may not import ${target}`];
  const rest = (names ?? ['*']).filter((each) => harmless[name]?.includes(each) !== true);
  if (rest.length === 0) return [];
  if (home !== undefined && !home.some((start) => file.startsWith(start)))
    return [`${file}: only ${home.join(', ') || 'nobody'} may import ${name}`];
  if (name !== 'node:fs' || fileHandlers.includes(file)) return [];
  return rest.map((each) => `${file}: only ${fileHandlers[0]} and its like may open files (${each})`);
}

/** One representative of each cycle of modules that need each other when they are loaded. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const at = path.indexOf(file);
    if (at >= 0) {
      cycles.push([...path.slice(at), file]);
      return;
    }
    if (done.has(file)) return;
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return cycles;
}

function layerOf(file: string): string | undefined {
  return /^(?:src\/([^/]+)|(webview))\//
    .exec(file)
    ?.slice(1)
    .find((name) => name !== undefined);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/^[ \t]*\/\/.*$/gm, '');
}

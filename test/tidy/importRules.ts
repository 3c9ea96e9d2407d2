/** Who may import whom (ARCHITECTURE.md), as a function over file texts: what is forbidden comes back as one line each. */
import { posix } from 'node:path';

/** Each layer, and the layers that it may import besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  core: ['base'],
  kafka: ['base', 'core'],
  store: ['base', 'core', 'kafka'],
  platform: ['base', 'core', 'kafka', 'store'],
  cli: ['base', 'core', 'kafka', 'store', 'platform'],
  protocol: ['base'],
  extension: ['base', 'core', 'kafka', 'store', 'platform', 'protocol'],
  webview: ['base', 'protocol'],
};

/** Layers that know no host: nothing but sources and the packages that have a home in them. */
const pureLayers = new Set(['base', 'core']);

/** Packages that belong to one folder. */
const homes: Readonly<Record<string, string>> = {
  vscode: 'src/extension/',
  'web-tree-sitter': 'src/core/syntax/',
  '@dagrejs/dagre': 'src/core/diagram/layout/',
  kafkajs: 'src/kafka/kafkajs/',
  '@vscode/webview-ui-toolkit': 'webview/components/',
};

interface Import {
  readonly target: string;
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
    ...[...statements].map(({ groups }) => ({ target: groups?.['target'] ?? '', typeOnly: groups?.['type'] !== undefined })),
    ...[...bare, ...dynamic].map(({ groups }) => ({ target: groups?.['target'] ?? '', typeOnly: false })),
  ];
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
    for (const { target, typeOnly } of findImports(text)) {
      if (target.startsWith('.')) {
        const path = posix.normalize(posix.join(posix.dirname(file), target)).replace(/\.js$/, '.ts');
        const other = layerOf(path);
        if (other !== layer && (other === undefined || !mayImport[layer].includes(other)))
          found.push(`${file}: ${layer} may not import ${path}`);
        // AssemblyScript names its modules without, and what they are compiled to (scripts/assembly.mjs) by another ending.
        const isAssembly = file.includes('/assembly/') || /\/assembly\/\w+\.wasm$/.test(target);
        if (!isAssembly && !target.endsWith('.js')) found.push(`${file}: ${target} lacks .js`);
        if (!typeOnly) edges.push(path);
        continue;
      }
      const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]!;
      const home = homes[name];
      if (home !== undefined) {
        if (!file.startsWith(home)) found.push(`${file}: only ${home} may import ${name}`);
      } else if (pureLayers.has(layer)) found.push(`${file}: ${layer} is pure and may not import ${target}`);
    }
    graph.set(file, edges);
  }
  return [...found, ...findCycles(graph).map((cycle) => `cycle: ${cycle.join(' → ')}`)];
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

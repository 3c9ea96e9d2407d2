import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesOfRooms, findImports, findViolations } from './importRules.js';

const root = join(import.meta.dirname, '../..');

function readSources(): Map<string, string> {
  const files = ['src', 'webview'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file.replaceAll('\\', '/')}`),
  );
  return new Map(files.filter((file) => file.endsWith('.ts')).map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

describe('the sources', () => {
  it('keep to the layers', () => {
    expect(findViolations(readSources())).toEqual([]);
  });

  it('have rooms in the core without a circle', () => {
    expect(circlesOfRooms()).toEqual([]);
  });

  it('ask brokers for nothing that changes a cluster, outside of the room that may', () => {
    const changing = new Set([0, 8, 19, 20, 21, 22, 24, 26, 28, 33, 37, 42, 44, 47, 51]);
    const keys = [...readSources()].flatMap(([file, text]) =>
      file.startsWith('src/kafka/') ? [...text.matchAll(/^ {2}key: (\d+),$/gm)].map(([, key]) => ({ file, key: Number(key) })) : [],
    );
    expect(keys.length).toBeGreaterThan(10);
    expect(new Set(keys.filter(({ key }) => changing.has(key)).map(({ file }) => file))).toEqual(
      new Set(['src/kafka/writing/writeApis.ts']),
    );
  });

  it('have no file above 500 lines', () => {
    expect([...readSources()].filter(([, text]) => text.split('\n').length > 500).map(([file]) => file)).toEqual([]);
  });
});

describe('the rules can fail', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'a layer that imports one above it',
      { 'src/core/a.ts': "import { b } from '../platform/b.js';" },
      'core may not import src/platform/b.ts',
    ],
    [
      'a part of the client that would write',
      { 'src/applications/a.ts': "import type { ClusterWriter } from '../kafka/writing/clusterWriter.js';" },
      'src/applications/a.ts: only src/operate/, src/cli/operate/, src/extension/cluster/connect/toConnectionSettings.ts may enter src/kafka/writing/',
    ],
    ['base, which imports nothing', { 'src/base/a.ts': "import type { B } from '../core/b.js';" }, 'base may not import src/core/b.ts'],
    [
      'the command line that imports the editor',
      { 'src/cli/a.ts': "export * from '../extension/b.js';" },
      'cli may not import src/extension/b.ts',
    ],
    [
      'a page that imports the core',
      { 'webview/topology/a.ts': "import type { D } from '../../src/core/d.js';" },
      'webview may not import src/core/d.ts',
    ],
    [
      'a room of the core that enters one after it, for a type',
      { 'src/core/dsl/a.ts': "import type { Run } from '../jvm/run.js';" },
      'src/core/dsl/a.ts: dsl may not enter jvm',
    ],
    ['Node in the core', { 'src/core/a.ts': "import { readFileSync } from 'node:fs';" }, 'core is pure and may not import node:fs'],
    ['a package in the core', { 'src/core/a.ts': "const yaml = await import('yaml');" }, 'core is pure and may not import yaml'],
    [
      'the editor outside its folder',
      { 'src/platform/a.ts': "import * as vscode from 'vscode';" },
      'only src/extension/ may import vscode',
    ],
    [
      'syntax trees outside their folder',
      { 'src/core/dsl/a.ts': "import type { Node } from 'web-tree-sitter';" },
      'only src/core/languages/tree/ may import web-tree-sitter',
    ],
    [
      'a file that is read beside the one way to read files',
      { 'src/cli/a.ts': "import { existsSync, readFileSync as read } from 'node:fs';" },
      'src/cli/a.ts: only src/platform/files/readRegularFile.ts and its like may open files (readFileSync)',
    ],
    ['all that a module of files can', { 'src/cli/a.ts': "import fs from 'fs';" }, 'may open files (*)'],
    ['the same as a namespace', { 'src/cli/a.ts': "import * as fs from 'node:fs/promises';" }, 'may open files (*)'],
    ['the same when it runs', { 'src/cli/a.ts': "const { readFile } = await import('node:fs/promises');" }, 'may open files (*)'],
    ['the same by its default', { 'src/cli/a.ts': "import { default as fs } from 'node:fs';" }, 'may open files (*)'],
    [
      'a program that is started elsewhere than for git',
      { 'src/platform/a.ts': "import { execFile } from 'child_process';" },
      'only src/platform/git/runGit.ts may import node:child_process',
    ],
    ['a text that is run', { 'src/platform/a.ts': "import vm from 'node:vm';" }, 'only nobody may import node:vm'],
    [
      'a connection elsewhere than in its places',
      { 'src/cli/a.ts': "import { request } from 'node:https';" },
      'only src/kafka/kafkajs/oauthToken.ts, src/platform/registry/openSchemaRegistry.ts, src/platform/cluster/getFromInstance.ts may import node:https',
    ],
    ['a default export', { 'src/base/a.ts': 'export default 1;' }, 'default export'],
    ['a test as a dependency', { 'src/base/a.ts': "import { b } from '../../test/b.js';" }, 'base may not import test/b.ts'],
    ['a folder that nobody declared', { 'src/misc/a.ts': '' }, 'is in no known layer'],
    ['an import without .js', { 'src/base/a.ts': "import { b } from './b';", 'src/base/b.ts': '' }, './b lacks .js'],
    [
      'a cycle',
      {
        'src/base/a.ts': "import { b } from './b.js';",
        'src/base/b.ts': "import {\n  c,\n} from './c.js';",
        'src/base/c.ts': "import { a } from './a.js';",
      },
      'cycle: src/base/a.ts → src/base/b.ts → src/base/c.ts → src/base/a.ts',
    ],
  ])('on %s', (_, files, message) => {
    expect(findViolations(new Map(Object.entries(files))).join('\n')).toContain(message);
  });

  it('and let everybody ask whether a file is there', () => {
    const text = "import { existsSync, readdirSync, type Dirent } from 'node:fs';\nimport type { Stats } from 'fs';";
    expect(findViolations(new Map([['src/cli/a.ts', text]]))).toEqual([]);
  });

  it('and let types of one layer refer to each other', () => {
    const files = {
      'src/base/a.ts': "import type { B } from './b.js';",
      'src/base/b.ts': "import { a } from './a.js'; // import { x } from 'vscode';",
    };
    expect(findViolations(new Map(Object.entries(files)))).toEqual([]);
  });

  it('and read every form of import', () => {
    const text =
      "import a from 'a';\nimport type { B } from 'b';\nimport {\n  c,\n} from 'c';\nexport { d } from 'd';\nexport type * from 'e';\nimport 'f';\nawait import('g');\n// import 'no'\n/* from 'no' */";
    expect(
      findImports(text)
        .map((i) => i.target)
        .sort(),
    ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  });
});

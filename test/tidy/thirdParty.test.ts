/** What goes with our programs: notices and a bill of materials of what is really in them, and a gate on its licences. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContents, root } from '../../scripts/bundles.mjs';
import { readThirdParty, toNotices, toSbom } from '../../scripts/thirdParty.mjs';

const readJson = (...path: readonly string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

interface Sbom {
  readonly components: readonly { readonly name: string; readonly evidence: { readonly occurrences: readonly { location: string }[] } }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

describe('of our own programs', () => {
  let contents: ReadonlyMap<string, readonly string[]>;
  let packages: ReturnType<typeof readThirdParty>;
  beforeAll(async () => {
    contents = await readContents();
    packages = readThirdParty(root, contents);
  }, 60_000);

  it('the packages are those whose files are in an output, and what is known to be inside of them', () => {
    const names = packages.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['kafkajs', 'valibot', 'web-tree-sitter', '@dagrejs/graphlib', 'assemblyscript']));
    expect(names).not.toContain('react'); // Installed, as a page's toolkit wants it, and in no bundle.
    expect(packages.find(({ name }) => name === 'kafkajs')?.files).toEqual(['cli.cjs', 'cluster.cjs']);
  });

  it('the list has what the Java agent is built with', () => {
    const asm = packages.find(({ name }) => name === 'org.ow2.asm:asm');
    expect(asm?.files).toEqual(['kslens-agent.jar']);
    const pom = readFileSync(join(root, 'agent/pom.xml'), 'utf8');
    expect(pom).toContain(`<asm.version>${asm?.version}</asm.version>`);
    expect(pom.match(/<dependency>/g)).toHaveLength(1);
  });

  it('the notices have every package with a text', () => {
    const notices = toNotices(packages);
    const parts = notices.split(`${'='.repeat(80)}\n`).slice(1);
    expect(parts.map((part) => part.slice(0, part.indexOf('\n')))).toEqual(
      expect.arrayContaining(packages.map(({ name, version }) => `${name} ${version}`)),
    );
    for (const part of parts) expect(part).toMatch(/[Cc]opyright|Permission|PROVIDED/);
  });

  it('the bill of materials is one by the schema of CycloneDX', () => {
    const schemas = join(root, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
      ajv.addSchema(readJson(schemas, name) as object, `http://cyclonedx.org/schema/${name}`);
    const isSbom = ajv.compile(readJson(schemas, 'bom-1.6.SNAPSHOT.schema.json') as object);
    const sbom = JSON.parse(toSbom(root, packages)) as Sbom;
    isSbom(sbom);
    expect(isSbom.errors).toBeNull();
    expect(isSbom({ ...sbom, specVersion: 1.6 })).toBe(false);
    expect(sbom.components.map(({ name }) => name)).toEqual(packages.map(({ name }) => name));
    const refs = new Set(sbom.dependencies.map(({ ref }) => ref));
    expect(sbom.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([]);
    expect(sbom.dependencies.find(({ ref }) => ref.startsWith('pkg:npm/protobufjs@'))?.dependsOn).toEqual([
      expect.stringMatching(/^pkg:npm\/long@/),
    ]);
  });

  it('both are the same for the same packages, in whatever order they are found', () => {
    const again = readThirdParty(root, new Map([...contents].reverse()));
    expect(toNotices(again)).toBe(toNotices(packages));
    expect(toSbom(root, again)).toBe(toSbom(root, packages));
  });

  it.each(['.vscodeignore', '.npmignore'])('both are in what %s packs', (file) => {
    expect(readFileSync(join(root, file), 'utf8').split('\n')).toEqual(
      expect.arrayContaining(['!dist/THIRD-PARTY-NOTICES.txt', '!dist/sbom.cdx.json', '!LICENSE']),
    );
  });
});

describe('the gate', () => {
  const made: string[] = [];
  afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  /** A project that bundles the package `a`, with what is reviewed. */
  function readOne(description: object, reviewed: object = {}, files: Readonly<Record<string, string>> = { LICENSE: 'Copyright A' }) {
    const folder = mkdtempSync(join(tmpdir(), 'streams-lens-licences-'));
    made.push(folder);
    const all: Record<string, string> = {
      'package-lock.json': '{ "packages": {} }',
      'scripts/thirdParty.json': JSON.stringify({
        licences: ['MIT', 'ISC'],
        texts: {},
        packagesInside: {},
        softwareInside: {},
        ofMaven: {},
        ...reviewed,
      }),
      'scripts/licences/a.txt': 'Copyright by hand',
      'node_modules/a/package.json': JSON.stringify({ name: 'a', version: '1.0.0', ...description }),
    };
    for (const [name, text] of Object.entries(files)) all[`node_modules/a/${name}`] = text;
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return readThirdParty(folder, new Map([['x.cjs', ['src/ours.ts', 'node_modules/a/index.js']]]));
  }

  it.each([['MIT'], ['(MIT OR GPL-3.0-only)'], ['GPL-3.0-only OR ISC'], ['MIT AND ISC']])('lets %s pass', (license) => {
    expect(readOne({ license })).toMatchObject([{ name: 'a', files: ['x.cjs'] }]);
  });

  it.each([
    ['GPL-3.0-only'],
    ['MIT AND GPL-3.0-only'],
    ['SEE LICENSE IN LICENSE'],
    ['UNLICENSED'],
    ['MIT WITH LLVM-exception'],
    [undefined],
  ])('fails on %s', (license) => {
    expect(() => readOne({ license })).toThrow(`a 1.0.0 is under ${JSON.stringify(license)}, which scripts/thirdParty.json does not allow`);
  });

  it('fails on a package without a text, unless there is one by hand', () => {
    expect(() => readOne({ license: 'MIT' }, {}, {})).toThrow('a 1.0.0 has no text of its licence');
    const texts = { a: { file: 'a.txt', reason: 'It has none.' } };
    expect(toNotices(readOne({ license: 'MIT' }, { texts }, {}))).toContain('It has none.\n\nCopyright by hand\n');
    expect(() => readOne({ license: 'MIT' }, { texts })).toThrow('a 1.0.0 has a text of its licence, and one in');
  });

  it('fails on what a package carries inside under another licence', () => {
    const softwareInside = { a: [{ name: 'Part', licence: 'GPL-2.0-only', file: 'a.txt', reason: '' }] };
    expect(() => readOne({ license: 'MIT' }, { softwareInside })).toThrow('Part in a is under "GPL-2.0-only"');
  });

  it('fails on an entry of the list that is not bundled any more', () => {
    expect(() => readOne({ license: 'MIT' }, { softwareInside: { gone: [] } })).toThrow(
      'gone is in scripts/thirdParty.json, and is not bundled',
    );
  });
});

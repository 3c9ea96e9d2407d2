// Whose software is in what we ship: read from what esbuild put into the bundles, judged by the reviewed scripts/thirdParty.json.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import parseExpression from 'spdx-expression-parse';

const isLicenceFile = (name) => /^(?:licen[cs]e|copying|unlicense|notices?|copyrightnotice)(?:[.-]|$)/i.test(name);
const readJson = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const readText = (...path) =>
  readFileSync(join(...path), 'utf8')
    .replaceAll(/[ \t]*\r?\n/g, '\n')
    .trim();
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What of `contents` (output to its files, of bundle() in bundles.mjs) is not ours, in order of name: each with its licence, the texts
 * that go with it, the outputs that it is in, and the folders of what it needs. Throws an error with one line for each problem: a licence
 * that is not on the list, a text that is missing, an entry of the list that nothing needs.
 */
export function readThirdParty(root, contents) {
  const reviewed = readJson(root, 'scripts/thirdParty.json');
  const lock = readJson(root, 'package-lock.json').packages;
  const problems = [];
  const ofNpm = [...foldersOf(contents, reviewed)].map(([folder, files]) => ({
    ...readPackage(root, folder, reviewed, problems),
    files: [...files].sort(compare),
    integrity: lock[folder]?.integrity,
    needs: neededBy(lock, folder),
  }));
  const packages = [...ofNpm, ...ofMaven(root, contents, reviewed, problems)].sort((a, b) =>
    compare(`${a.name} ${a.version}`, `${b.name} ${b.version}`),
  );
  const names = new Set(packages.map(({ name }) => name));
  for (const list of [reviewed.texts, reviewed.packagesInside, reviewed.softwareInside, reviewed.ofMaven])
    for (const name of Object.keys(list)) if (!names.has(name)) problems.push(`${name} is in scripts/thirdParty.json, and is not bundled`);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return packages;
}

/** Folder of each package that is not ours, with the outputs that it is in. */
function foldersOf(contents, { packagesInside }) {
  const found = new Map();
  const add = (folder, output) => {
    found.set(folder, (found.get(folder) ?? new Set()).add(output));
    for (const inside of packagesInside[nameOf(folder)] ?? []) add(`node_modules/${inside}`, output);
  };
  for (const [output, files] of contents)
    for (const file of files) {
      // AssemblyScript's library is compiled into our own modules of it.
      const folder = file.startsWith('assembly:') ? 'node_modules/assemblyscript' : packageFolder.exec(file)?.[0];
      if (folder !== undefined) add(folder, output);
    }
  return found;
}

/** What is in jars: they name no packages, so the list says all. */
const ofMaven = (root, contents, { ofMaven: listed, licences }, problems) =>
  [...contents].flatMap(([output, files]) =>
    files
      .filter((file) => Object.hasOwn(listed, file))
      .map((name) => {
        const { version, licence, file, reason } = listed[name];
        const used = judge(`${name} ${version}`, licence, licences, problems);
        const [purl, text] = [`pkg:maven/${name.replace(':', '/')}@${version}`, readText(root, byHandFolder, file)];
        return { folder: purl, purl, name, version, licence, used, reason, text, inside: [], files: [output], needs: [] };
      }),
  );

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const nameOf = (folder) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

function readPackage(root, folder, { licences, texts, softwareInside }, problems) {
  const { name, version, license: licence } = readJson(root, folder, 'package.json');
  const own = readdirSync(join(root, folder)).filter(isLicenceFile).sort();
  const byHand = texts[name];
  if (own.length === 0 && byHand === undefined)
    problems.push(`${name} ${version} has no text of its licence: scripts/thirdParty.json needs one, with the reason`);
  if (own.length > 0 && byHand !== undefined)
    problems.push(`${name} ${version} has a text of its licence, and one in scripts/thirdParty.json`);
  return {
    folder,
    name,
    version,
    licence,
    used: judge(`${name} ${version}`, licence, licences, problems),
    reason: byHand?.reason,
    text: byHand === undefined ? own.map((file) => readText(root, folder, file)).join('\n\n') : readText(root, byHandFolder, byHand.file),
    inside: (softwareInside[name] ?? []).map((part) => ({
      ...part,
      used: judge(`${part.name} in ${name}`, part.licence, licences, problems),
      text: readText(root, byHandFolder, part.file),
    })),
  };
}
const byHandFolder = 'scripts/licences';

function judge(what, expression, licences, problems) {
  const used = allowed(expression, licences);
  if (used === undefined) problems.push(`${what} is under ${JSON.stringify(expression)}, which scripts/thirdParty.json does not allow`);
  return used;
}

/** The part of an SPDX expression under which the software is used: an allowed one of alternatives; undefined where there is none. */
function allowed(expression, licences) {
  const visit = (node) => {
    if (node.license !== undefined) return node.exception === undefined && licences.includes(node.license) ? node.license : undefined;
    const [left, right] = [visit(node.left), visit(node.right)];
    if (node.conjunction === 'or') return left ?? right;
    return left !== undefined && right !== undefined ? `${left} AND ${right}` : undefined;
  };
  try {
    return visit(parseExpression(expression));
  } catch {
    return undefined; // No expression: nobody has said what it allows.
  }
}

/** The folders of the packages that a package of the lock file needs, as Node would find them; '' is the project. */
function neededBy(lock, folder) {
  const { dependencies = {}, optionalDependencies = {}, devDependencies = {} } = lock[folder] ?? {};
  const find = (name) => {
    for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
      const at = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
      if (lock[at] !== undefined || from === '') return at;
    }
  };
  return Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).map(find);
}

/** The text that goes with our programs. The same for the same packages. */
export function toNotices(packages) {
  const part = ({ title, licence, used, lines, text }) =>
    [
      '='.repeat(80),
      title,
      `Licence: ${licence}${used === licence ? '' : `, used under ${used}`}`,
      ...lines.filter((line) => line !== undefined),
      '',
      text,
      '',
    ].join('\n');
  const parts = packages.flatMap((each) => [
    part({ ...each, title: `${each.name} ${each.version}`, lines: [`In: ${each.files.join(', ')}`, each.reason] }),
    ...each.inside.map((inside) => part({ ...inside, title: `${inside.name}, in ${each.name} ${each.version}`, lines: [inside.reason] })),
  ]);
  return `Kafka Streams Lens holds software of others, each under its own licence.\n\n${parts.join('\n')}`;
}

/** The bill of materials, as CycloneDX 1.6. It has no serial number and no time: the same packages give the same bytes. */
export function toSbom(root, packages) {
  const { name, version, description, license } = readJson(root, 'package.json');
  const refOf = ({ purl, name, version }) => purl ?? `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const licencesOf = (expression) => [/^[\w.-]+$/.test(expression) ? { license: { id: expression } } : { expression }];
  const refs = new Map(packages.map((each) => [each.folder, refOf(each)]));
  const component = (each) => ({
    type: 'library',
    'bom-ref': refOf(each),
    name: each.name,
    version: each.version,
    ...(each.integrity?.startsWith('sha512-') && {
      hashes: [{ alg: 'SHA-512', content: Buffer.from(each.integrity.slice('sha512-'.length), 'base64').toString('hex') }],
    }),
    licenses: licencesOf(each.licence),
    purl: refOf(each),
    ...(each.inside.length > 0 && {
      components: each.inside.map((inside) => ({ type: 'library', name: inside.name, licenses: licencesOf(inside.licence) })),
    }),
    evidence: { occurrences: each.files.map((file) => ({ location: `dist/${file}` })) },
  });
  const self = refOf({ name, version });
  const lock = readJson(root, 'package-lock.json').packages;
  const dependency = (ref, needs) => ({ ref, dependsOn: needs.flatMap((folder) => refs.get(folder) ?? []).sort() });
  const sbom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { type: 'application', 'bom-ref': self, name, version, description, licenses: licencesOf(license), purl: self },
    },
    components: packages.map(component),
    dependencies: [dependency(self, neededBy(lock, '')), ...packages.map((each) => dependency(refOf(each), each.needs))],
  };
  return `${JSON.stringify(sbom, undefined, 2)}\n`;
}

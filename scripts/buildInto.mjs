// Builds into a folder: bundles the programs and pages, copies the grammars beside them, and writes down whose software that is.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assemblyForEsbuild } from './assembly.mjs';
import { assets, bundle, root } from './bundles.mjs';
import { readThirdParty, toNotices, toSbom } from './thirdParty.mjs';

/** What was in the folder is removed. Gives whose software is in it, as readThirdParty() does. */
export async function buildInto(folder, { minify, sourcemap }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [contents] = await Promise.all([
    bundle(folder, { minify }, { plugins: [assemblyForEsbuild], sourcemap: sourcemap ? 'linked' : false }),
    ...assets.map(([from, to]) => copyFile(from, join(folder, to))),
  ]);
  const thirdParty = readThirdParty(root, contents);
  await writeThirdParty(folder, thirdParty);
  return thirdParty;
}

/** The notices and the bill of materials of these packages. */
export async function writeThirdParty(folder, packages) {
  await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), toNotices(packages));
  await writeFile(join(folder, 'sbom.cdx.json'), toSbom(root, packages));
}

// Builds into a folder: bundles the programs and pages, puts the grammars and the Java agent beside them, and writes down whose software that is.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assemblyForEsbuild } from './assembly.mjs';
import { buildAgent } from './agent.mjs';
import { agentJar, assets, bundle, root } from './bundles.mjs';
import { readThirdParty, toNotices, toSbom } from './thirdParty.mjs';

/**
 * What was in the folder is removed. Gives whose software is in it, as readThirdParty() does. Without Maven the agent is left out where it is not needed, and
 * that is said.
 */
export async function buildInto(folder, { minify, sourcemap, needsAgent = false }) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const [contents] = await Promise.all([
    bundle(folder, { minify }, { plugins: [assemblyForEsbuild], sourcemap: sourcemap ? 'linked' : false }),
    ...assets.map(([from, to]) => copyFile(from, join(folder, to))),
    addAgent(folder, needsAgent),
  ]);
  const thirdParty = readThirdParty(root, contents);
  await writeThirdParty(folder, thirdParty);
  return thirdParty;
}

async function addAgent(folder, isNeeded) {
  try {
    await copyFile(await buildAgent(), join(folder, agentJar.name));
  } catch (error) {
    if (isNeeded) throw error;
    console.warn(`${error.message}\nAll else is built: only kslens endpoint --flavour agent misses it.`);
  }
}

/** The notices and the bill of materials of these packages. */
export async function writeThirdParty(folder, packages) {
  await writeFile(join(folder, 'THIRD-PARTY-NOTICES.txt'), toNotices(packages));
  await writeFile(join(folder, 'sbom.cdx.json'), toSbom(root, packages));
}

// Bundles the programs and pages into dist/, copies the grammars beside them, and writes down whose software that is.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assemblyForEsbuild } from './assembly.mjs';
import { assets, bundle, dist, root } from './bundles.mjs';
import { readThirdParty, toNotices, toSbom } from './thirdParty.mjs';

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const [contents] = await Promise.all([
  bundle(
    { minify: process.argv.includes('--minify') },
    { plugins: [assemblyForEsbuild], sourcemap: process.argv.includes('--sourcemap') ? 'linked' : false },
  ),
  ...assets.map(([from, to]) => copyFile(from, join(dist, to))),
]);
const thirdParty = readThirdParty(root, contents);
await writeFile(join(dist, 'THIRD-PARTY-NOTICES.txt'), toNotices(thirdParty));
await writeFile(join(dist, 'sbom.cdx.json'), toSbom(root, thirdParty));

// node scripts/build.mjs [--minify] [--sourcemap]: builds dist/.
import { buildInto } from './buildInto.mjs';
import { dist } from './bundles.mjs';

await buildInto(dist, { minify: process.argv.includes('--minify'), sourcemap: process.argv.includes('--sourcemap') });

// node scripts/dev.mjs: builds dist/ with source maps, and again whenever a source changes, until it is ended. What it prints is read by
// .vscode/tasks.json: `building`, then one line for each error, then `built`.
import { context } from 'esbuild';
import { assemblyForEsbuild } from './assembly.mjs';
import { buildInto } from './buildInto.mjs';
import { builds, dist } from './bundles.mjs';

let running = 0;
let failed = 0;
const teller = {
  name: 'teller',
  setup({ onStart, onEnd }) {
    onStart(() => {
      if (running++ > 0) return;
      failed = 0;
      console.log('building');
    });
    onEnd(({ errors }) => {
      failed += errors.length;
      for (const { location, text } of errors)
        console.log(`${location?.file ?? 'esbuild'}:${location?.line ?? 1}:${(location?.column ?? 0) + 1}: error: ${text}`);
      if (--running === 0) console.log(failed === 0 ? 'built' : `built, but for ${failed} errors`);
    });
  },
};

// Once in whole, for the grammars.
await buildInto(dist, { minify: false, sourcemap: true });
const options = { logLevel: 'silent', sourcemap: 'linked', plugins: [assemblyForEsbuild, teller] };
const contexts = await Promise.all(builds(dist, options, {}).map((each) => context(each)));
await Promise.all(contexts.map((each) => each.watch()));

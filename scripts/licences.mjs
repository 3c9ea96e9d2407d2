// A gate: the licence of everything that is bundled is on the list of scripts/thirdParty.json, and its text is there.
import { readContents, root } from './bundles.mjs';
import { readThirdParty } from './thirdParty.mjs';

try {
  console.log(`${readThirdParty(root, await readContents()).length} packages are bundled`);
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
}

// mocha in the extension host, with the real vscode API, over the bundles in dist/.
import fs from 'node:fs';
import path from 'node:path';
import { journey } from './lib/journey.mjs';
import { root, runInExtensionHost } from './lib/workbench.mjs';

const mark = '[test] ';

export async function hostChecks({ extension, directory, check }) {
  const folder = path.join(directory, 'shop');
  fs.cpSync(path.join(root, 'fixtures', 'shop'), folder, { recursive: true });
  await journey({ directory, testDriver: true }, async ({ page, server }) => {
    const { code, log } = await runInExtensionHost({
      page,
      url: server.url,
      folder,
      extension,
      tests: path.join(root, 'host', 'index.cjs'),
    });
    const lines = log.join('\n').split('\n');
    fs.writeFileSync(path.join(directory, 'workbench.log'), lines.join('\n'));
    const ours = lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
    console.log(ours.join('\n'));
    const results = ours.filter((line) => line.startsWith('result ')).map((line) => JSON.parse(line.slice('result '.length)));
    for (const { title, error } of results) {
      await check(`in the extension host: ${title}`, () => {
        if (error !== null) throw new Error(error);
      });
    }
    await check('the tests in the extension host ran to their end', () => {
      if (code !== 0 || results.length === 0) throw new Error(`exit code ${code}, see ${directory}/workbench.log`);
    });
  });
}

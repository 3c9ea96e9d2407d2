// A folder that nobody has trusted yet: VS Code's restricted mode.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { hoverText, squiggleUnder, until } from './lib/editor.mjs';
import { journey } from './lib/journey.mjs';
import { openWorkbench, root, runCommand } from './lib/workbench.mjs';
import { countLine, operatorsOf, topology } from './shop.mjs';

/** The programs that run in the server's process group, each with its arguments and the folder it runs in. */
function programsOf(group) {
  return fs.readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || Number(/\) \S+ \d+ (\d+)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]) !== group) return [];
      const words = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return [{ file: fs.readlinkSync(`/proc/${pid}/exe`), words: words.join(' '), at: fs.readlinkSync(`/proc/${pid}/cwd`) }];
    } catch {
      return []; // ended meanwhile
    }
  });
}

export async function untrustedChecks({ vsix, directory, names, check }) {
  const settings = {
    'workbench.colorTheme': 'Dark Modern',
    'security.workspace.trust.enabled': true,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.banner': 'always',
  };
  const folder = path.join(directory, 'shop');
  fs.cpSync(path.join(root, 'fixtures', 'shop'), folder, { recursive: true });
  const ran = path.join(directory, 'the-project-was-run');
  for (const wrapper of ['mvnw', 'gradlew']) fs.writeFileSync(path.join(folder, wrapper), `#!/bin/sh\ntouch '${ran}'\n`, { mode: 0o755 });
  await journey({ vsix, directory, settings }, async ({ page, server, shot }) => {
    await openWorkbench(page, server.url, folder, topology);
    await check('in an untrusted workspace the squiggle and the names are there', async () => {
      await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ timeout: 30_000 });
      await until(() => squiggleUnder(page, countLine, 'count'), 'the squiggle under count', 30_000);
      const { count } = operatorsOf(names.before);
      assert.ok((await hoverText(page, countLine, 'count', 'Changelog topic')).includes(count.changelog));
      await shot('untrusted');
    });
    await check('nothing of an untrusted workspace is run', async () => {
      await runCommand(page, 'Kafka Streams: Analyze Workspace');
      await page.locator('.notification-list-item-message', { hasText: '1 topology' }).waitFor({ timeout: 15_000 });
      assert.ok(!fs.existsSync(ran), 'a wrapper of the project was run');
      const programs = programsOf(server.pid);
      assert.ok(programs.length > 1, 'the check sees no process');
      const own = `${fs.realpathSync(path.join(root, 'node_modules'))}/`; // Node.js, and VS Code's own tools
      // VS Code looks at its own processes with a shell now and then.
      const isShell = ({ file, words, at }) => /\/(ba|da)?sh$/.test(file) && !`${words} ${at}`.includes(folder);
      const others = programs.filter((program) => !program.file.startsWith(own) && !isShell(program));
      assert.deepEqual(others, []);
    });
  });
}

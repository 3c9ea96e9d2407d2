// An untrusted folder with every kind of hostile file at once: names of what is right are there, and nobody waits.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hostileTexts, makeHostileFolder } from '../hostile/hostileFolder.mjs';
import { hoverText, squiggleUnder, until } from './lib/editor.mjs';
import { journey } from './lib/journey.mjs';
import { openFile, openWorkbench, root, runCommand } from './lib/workbench.mjs';
import { countLine, operatorsOf, topology } from './shop.mjs';

const settings = {
  // VS Code's own search would follow the links of the folder to the end of the disk.
  'search.followSymlinks': false,
  // Nor does it end at an ignore file that is a pipe or a device.
  'search.useIgnoreFiles': false,
  // A server looks for ports to forward on the extension host's thread: it reads every process and starts programs, 50 to 250 ms.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'always',
};
/** The longest that the extension host's thread may be held up, in milliseconds of a processor. */
const longestGap = 200;

export async function hostileChecks({ vsix, directory, names, check, say }) {
  const honest = await look({ vsix, directory: path.join(directory, 'honest'), names, check, prepare: () => undefined, texts: [] });
  const longest = Math.max(longestGap, honest.gap * 1.5);
  const lookAtAll = (name) =>
    look({ vsix, directory: path.join(directory, name), names, check, prepare: makeHostileFolder, texts: Object.keys(hostileTexts) });
  let hostile = await lookAtAll('all');
  // What these files do, they do each time; a collection of garbage or another extension may hold the thread up now and then.
  for (let again = 1; again <= 2 && hostile.gap > longest; again++) {
    say(`extension host held up for ${hostile.gap} ms (${hostile.when}); looking again`);
    const next = await lookAtAll(`all-${again}`);
    if (next.gap < hostile.gap) hostile = next;
  }
  say(
    `extension host held up at most ${hostile.gap} ms (honest folder: ${honest.gap} ms), ${hostile.megabytes} MB (${honest.megabytes} MB)`,
  );
  await check(`the extension host is not held up for longer than ${longestGap} ms, or than half as long again as by an honest folder`, () =>
    assert.ok(hostile.gap <= longest, `${hostile.gap} ms (${hostile.when}); honest folder ${honest.gap} ms`),
  );
  await check('it needs less than 1 GB more than for an honest folder', () =>
    assert.ok(hostile.megabytes - honest.megabytes < 1000, `${hostile.megabytes} MB; honest folder ${honest.megabytes} MB`),
  );
}

/** Opens the shop with what `prepare` puts beside it, waits for its names, opens texts; how long the thread was held up meanwhile. */
async function look({ vsix, directory, names, check, prepare, texts }) {
  // Not in the project: its links lead to all of the disk, and programs of developers follow links.
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kslens-hostile-'));
  fs.cpSync(path.join(root, 'fixtures', 'shop'), folder, { recursive: true });
  prepare(folder);
  const probe = path.join(directory, 'builtin', 'probe');
  fs.cpSync(path.join(root, 'fixtures', 'probe'), probe, { recursive: true });
  const what = texts.length === 0 ? 'an honest folder' : 'a folder of hostile files';
  let measured = { gap: Number.POSITIVE_INFINITY, when: 'not measured', megabytes: Number.POSITIVE_INFINITY };
  const opened = [];
  try {
    await journey({ vsix, directory, settings }, async ({ page, server, shot }) => {
      await openWorkbench(page, server.url, folder, topology);
      await check(`${what}: squiggle and names of the project that is right`, async () => {
        await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor({ timeout: 30_000 });
        await until(() => squiggleUnder(page, countLine, 'count'), 'the squiggle under count', 60_000);
        const { count } = operatorsOf(names.before);
        assert.ok((await hoverText(page, countLine, 'count', 'Changelog topic')).includes(count.changelog));
        await shot('names');
      });
      for (const text of texts)
        await check(`${what}: ${text} opens, and commands are answered`, async () => {
          opened.push({ at: Date.now(), text });
          await openFile(page, text);
          await runCommand(page, 'Kafka Streams: Show Log');
          await page.locator('.part.panel', { hasText: 'Kafka Streams Lens' }).waitFor({ timeout: 15_000 });
          await shot(text);
        });
      await page.waitForTimeout(3000);
      const gaps = fs
        .readFileSync(path.join(probe, 'gaps.txt'), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split(' ').map(Number));
      const [at, gap] = gaps.reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
      const text = opened.findLast((one) => one.at < at)?.text;
      measured = { gap, when: text === undefined ? 'before a text was opened' : `after ${text}`, megabytes: hostMegabytes(server.pid) };
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return measured;
}

/** Resident memory of the extension host among the processes of a group. */
function hostMegabytes(group) {
  const sizes = fs.readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || Number(/\) \S+ \d+ (\d+)/.exec(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]) !== group) return [];
      if (!fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('extensionHost')) return [];
      return [Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024];
    } catch {
      return []; // ended meanwhile
    }
  });
  assert.ok(sizes.length > 0, 'the check sees no extension host');
  return Math.round(Math.max(...sizes));
}

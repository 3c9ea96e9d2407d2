// One journey of a person through a workbench of its own: what every stage starts, and ends whatever happens.
import path from 'node:path';
import { installVsix, launchChromium, startServer, writeProfile } from './workbench.mjs';

/**
 * Starts a server with a profile in `directory` and a page in a browser, and calls `body` with `{ page, server, browser, shot }`; `shot(name)` paints
 * the window to a file of `directory`. `vsix` undefined: nothing is installed. What the body throws is thrown on, with a picture
 * `failed` of what was to be seen then; browser and server are ended in any case.
 */
export async function journey({ directory, vsix, settings, viewport = { width: 1280, height: 800 }, testDriver = false }, body) {
  writeProfile(directory, settings);
  if (vsix !== undefined) installVsix(directory, vsix);
  const server = await startServer({ dir: directory, testDriver });
  try {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ viewport });
      const shot = (name, options) => page.screenshot({ path: path.join(directory, `${name}.png`), animations: 'disabled', ...options });
      try {
        await body({ page, server, browser, shot });
      } catch (error) {
        await shot('failed').catch(() => {}); // the window may be what is gone
        throw error;
      }
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

/** `check` that takes a picture of what is to be seen where it fails. */
export function checkWithPictures(check, shot) {
  return (name, body) =>
    check(name, async () => {
      try {
        await body();
      } catch (error) {
        await shot(`failed-${name.replaceAll(/\W+/g, '-').slice(0, 40)}`);
        throw error;
      }
    });
}

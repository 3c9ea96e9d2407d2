// The page of a panel in a browser of its own, without an editor around it: the built bundle, the extension's own policy, a stand-in for the host.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { project } from './setup.mjs';
import { assemblyForEsbuild } from '../../../scripts/assembly.mjs';

const origin = 'https://panel.test';

/** Code of the project, bundled for Node into a file of `directory`; `contents` exports what is wanted. */
export async function loadCode(directory, name, contents) {
  const { build } = createRequire(path.join(project, 'package.json'))('esbuild');
  const outfile = path.join(directory, `${name}.mjs`);
  await build({
    stdin: { contents, resolveDir: project, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
    plugins: [assemblyForEsbuild],
    // Some of what is bundled is CommonJS, and asks for Node's modules.
    banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
  });
  return import(outfile);
}

/** The extension's own frame of a page. */
export async function loadPanelFrame(directory) {
  return (await loadCode(directory, 'panelFrame', "export { panelPage } from './src/extension/panelPage.ts';")).panelPage;
}

/** The extension's own code, bundled for Node: what it would post for a description, and the page's frame. */
export async function loadPanelCode(directory) {
  const contents = [
    "export { arrangeDiagram, wholeDiagram } from './src/core/diagram/arrangement.ts';",
    "export { toDescribedDiagram } from './src/core/diagram/describedDiagram.ts';",
    "export { toSvg } from './src/core/diagram/export/toSvg.ts';",
    "export { layOutDiagram } from './src/core/diagram/layout/layOutDiagram.ts';",
    "export { toPanelScene } from './src/extension/topologyPanel/toPanelScene.ts';",
    "export { panelPage } from './src/extension/panelPage.ts';",
    "export { largeDescription } from './test/support/largeTopology.ts';",
  ].join('\n');
  const code = await loadCode(directory, 'panelCode', contents);
  const layOut = (text, title, arrangement = code.wholeDiagram) =>
    code.layOutDiagram(code.arrangeDiagram(code.toDescribedDiagram(text, title, `${title}.topology`), arrangement));
  const toScene = (text, title, arrangement) => code.toPanelScene(layOut(text, title, arrangement));
  const toSvg = (text, title) => code.toSvg(layOut(text, title));
  return { toScene, toSvg, panelPage: code.panelPage, largeDescription: code.largeDescription };
}

/** Opens the page; `posted()` is what it sent, `send()` posts to it, `problems` are errors and refusals of the policy. */
export async function openPanelPage(
  browser,
  {
    panelPage,
    bundle = 'topologyPanel',
    styleNonce,
    title = 'Topology',
    bodyClass = 'vscode-dark',
    state,
    theme = {},
    viewport = { width: 1200, height: 800 },
  },
) {
  const page = await browser.newPage({ viewport });
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  const dist = path.join(project, 'dist');
  const files = new Set([`${bundle}.js`, `${bundle}.css`]);
  const html = panelPage({
    title,
    cspSource: origin,
    script: `${origin}/${bundle}.js`,
    style: `${origin}/${bundle}.css`,
    nonce: 'n0',
    hasPictures: bundle === 'topologyPanel',
    ...(styleNonce === undefined ? {} : { styleNonce }),
  });
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ body: html, contentType: 'text/html' });
    if (!files.has(name)) return route.abort();
    return route.fulfill({
      body: fs.readFileSync(path.join(dist, name)),
      contentType: name.endsWith('.js') ? 'text/javascript' : 'text/css',
    });
  });
  await page.addInitScript(
    ([kept, variables, theme]) => {
      window.sent = [];
      window.kept = kept;
      window.acquireVsCodeApi = () => ({
        postMessage: (message) => window.sent.push(message),
        getState: () => window.kept,
        setState: (next) => (window.kept = next),
      });
      document.addEventListener('DOMContentLoaded', () => {
        document.body.classList.add(theme);
        for (const [name, value] of Object.entries(variables)) document.documentElement.style.setProperty(`--vscode-${name}`, value);
      });
    },
    [state, theme, bodyClass],
  );
  await page.goto(`${origin}/`);
  return {
    page,
    problems,
    send: (message) => page.evaluate((data) => window.postMessage(data, '*'), message),
    posted: () => page.evaluate(() => window.sent),
    kept: () => page.evaluate(() => window.kept),
  };
}

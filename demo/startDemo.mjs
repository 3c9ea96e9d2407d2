// The sample project in a real VS Code workbench with the packed extension installed.
import fs from 'node:fs';
import path from 'node:path';
import { installProject, installWorkbench, packExtension, project } from '../test/workbench/lib/setup.mjs';
import { installVsix, root, startServer, writeProfile } from '../test/workbench/lib/workbench.mjs';

export const firstFile = 'src/main/java/com/example/orders/OrdersTopology.java';

/**
 * Each start has a profile and a copy of the sample of its own: what a person tries out leaves the project as it was, and two
 * starts at once do not meet. The signal ends a start that is under way; `stop()` ends the workbench and removes the copy.
 */
export async function startDemo({ port, settings = {}, say, signal }) {
  await installProject({ say, signal });
  await installWorkbench({ say, signal });
  const directory = path.join(process.env.WORK_DIR ?? path.join(root, '.work'), `demo-${process.pid}`);
  const removeAll = () => fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const vsix = path.join(directory, 'kafka-streams-lens.vsix');
    await packExtension(vsix, { say, signal });
    const folder = path.join(directory, 'orders');
    const isSource = (file) => path.basename(file) !== 'target';
    fs.cpSync(path.join(project, 'demo', 'orders'), folder, { recursive: true, filter: isSource });
    writeProfile(directory, settings);
    say('installing the extension and starting the workbench');
    installVsix(directory, vsix);
    const server = await startServer({ dir: directory, port });
    const stop = async () => {
      await server.stop();
      removeAll();
    };
    if (signal?.aborted) {
      await stop();
      signal.throwIfAborted();
    }
    const open = [['openFile', `vscode-remote://${new URL(server.url).host}${path.join(folder, firstFile)}`]];
    const query = new URLSearchParams({ folder, payload: JSON.stringify(open) });
    return { serverUrl: server.url, url: `${server.url}/?${query}`, folder, exited: server.exited, stop };
  } catch (error) {
    removeAll();
    throw error;
  }
}

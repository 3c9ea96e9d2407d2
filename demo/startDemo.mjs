// The sample project in a real VS Code workbench with the packed extension installed.
import fs from 'node:fs';
import path from 'node:path';
import { installProject, installWorkbench, project } from '../test/workbench/lib/setup.mjs';
import { installVsix, root, startServer, writeProfile } from '../test/workbench/lib/workbench.mjs';
import { packedExtension } from './packed.mjs';
import { copySample } from './sampleCopy.mjs';

export const firstFile = 'src/main/java/com/example/orders/OrdersTopology.java';
const work = process.env.WORK_DIR ?? path.join(root, '.work');

/**
 * Each start has a profile and a copy of the sample of its own: what a person tries out leaves the project as it was, and two
 * starts at once do not meet. `kept`: a name under which the copy stays, and is opened again. `guided`: the window connects the cluster `Demo` of the
 * settings and opens the walkthrough. The signal ends a start that is under way; `stop()` ends the workbench and removes what does not stay.
 */
export async function startDemo({ port, settings = {}, kept, guided = false, say, signal }) {
  await installProject({ say, signal });
  await installWorkbench({ say, signal });
  const directory = path.join(work, `demo-${process.pid}`);
  const removeAll = () => fs.rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  try {
    const vsix = await packedExtension({ say, signal });
    const folder = kept === undefined ? path.join(directory, 'orders') : path.join(work, kept, 'orders');
    if (!fs.existsSync(folder)) copySample(folder, { say });
    writeProfile(directory, settings);
    if (guided) fs.cpSync(path.join(project, 'demo', 'guide'), path.join(directory, 'builtin', 'guide'), { recursive: true });
    say('installing the extension and starting the workbench');
    installVsix(directory, vsix);
    const server = await startServer({ dir: directory, port, args: ['--default-folder', folder] });
    const stop = async () => {
      await server.stop();
      removeAll();
    };
    if (signal?.aborted) {
      await stop();
      signal.throwIfAborted();
    }
    return { url: server.url, folder, exited: server.exited, stop };
  } catch (error) {
    removeAll();
    throw error;
  }
}

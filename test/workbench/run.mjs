// The packed extension in a real VS Code workbench, driven like a person would: node test/workbench/run.mjs
import fs from 'node:fs';
import path from 'node:path';
import { startOrdersCluster } from '../../demo/cluster/ordersCluster.mjs';
import { clusterChecks } from './clusterChecks.mjs';
import { estimatePageChecks } from './estimatePageChecks.mjs';
import { hostChecks } from './hostChecks.mjs';
import { hostileChecks } from './hostileChecks.mjs';
import { javaSources, libraryNames } from './library.mjs';
import { buildBundles, installChromium, installProject, installWorkbench, packExtension, project } from './lib/setup.mjs';
import { root } from './lib/workbench.mjs';
import { moveChecks } from './moveChecks.mjs';
import { namesChecks, ordersTopology, tenStores } from './namesChecks.mjs';
import { packageChecks } from './packageChecks.mjs';
import { pageChecks } from './pageChecks.mjs';
import { topology, withNamedStore } from './shop.mjs';
import { queryApplicationChecks } from './queryApplicationChecks.mjs';
import { queryChecks } from './queryChecks.mjs';
import { queryLayoutChecks } from './queryLayoutChecks.mjs';
import { queryPageChecks } from './queryPageChecks.mjs';
import { queryTopicChecks } from './queryTopicChecks.mjs';
import { shopChecks } from './shopChecks.mjs';
import { topologyChecks } from './topologyChecks.mjs';
import { topologyPageChecks } from './topologyPageChecks.mjs';
import { untrustedChecks } from './untrustedChecks.mjs';

const say = (line) => console.log(`workbench: ${line}`);
process.setMaxListeners(50); // each process that is started is ended with this one
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(130));
try {
  await installProject({ say });
  await installWorkbench({ say });
  await installChromium({ say });
} catch (error) {
  console.error(`workbench: ${error.message}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const directory = path.join(process.env.WORK_DIR ?? path.join(root, '.work'), 'run');
fs.rmSync(directory, { recursive: true, force: true });
fs.mkdirSync(directory, { recursive: true });

let passed = 0;
let failed = 0;
/** One thing a person sees. Later checks go on after a failure: what they say helps to find the cause. */
async function check(name, body) {
  const start = Date.now();
  try {
    await body();
    passed++;
    say(`ok    ${name} (${Date.now() - start} ms)`);
  } catch (error) {
    failed++;
    say(`FAIL  ${name}\n${error.stack}`);
  }
}

/** What the library makes of the shop project, as it lies there and after the edit that the checks type. */
async function shopNames() {
  const sources = javaSources(path.join(root, 'fixtures', 'shop'));
  const file = path.basename(topology);
  const ask = async (text) => {
    const options = {
      directory: path.join(directory, 'library'),
      kafka: '3.9.1',
      applicationId: 'shop',
      programs: { Asked: 'ShopTopology.build()' },
    };
    return (await libraryNames({ ...options, sources: { ...sources, [file]: text } })).Asked;
  };
  return { before: await ask(sources[file]), after: await ask(withNamedStore(sources[file])) };
}

/** What the library makes of the class with ten stores; undefined text: as it lies there. */
async function tenStoresNames(text) {
  const sources = javaSources(tenStores);
  const name = path.basename(ordersTopology);
  const answer = await libraryNames({
    directory: path.join(directory, 'library-names'),
    kafka: '4.3.0',
    applicationId: 'orders-app',
    programs: { Asked: 'new OrdersTopology().build()' },
    sources: text === undefined ? sources : { ...sources, [name]: text },
  });
  return answer.Asked;
}

const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.includes(name);

try {
  say('asking the library for the names');
  const names = await shopNames();
  await buildBundles({ say });
  const vsix = await packExtension(directory, { say });
  say(`packed ${Math.round(fs.statSync(vsix).size / 1024)} KB`);
  if (wanted('package')) await packageChecks({ vsix, check });
  if (wanted('pages')) await pageChecks({ directory: path.join(directory, 'pages'), check });
  if (wanted('estimate')) await estimatePageChecks({ directory: path.join(directory, 'estimate'), check });
  if (wanted('shop')) await shopChecks({ vsix, directory: path.join(directory, 'shop'), names, check });
  if (wanted('topology')) {
    await topologyPageChecks({ directory: path.join(directory, 'topology-page'), check });
    await topologyChecks({ vsix, directory: path.join(directory, 'topology'), names, check });
  }
  if (wanted('names')) {
    const namesOf = tenStoresNames;
    await namesChecks({ vsix, directory: path.join(directory, 'names'), names: await namesOf(), namesOf, check });
  }
  if (wanted('query-page')) {
    await queryPageChecks({ directory: path.join(directory, 'query-page'), check });
    await queryLayoutChecks({ directory: path.join(directory, 'query-page'), check });
  }
  if (['query', 'query-topics', 'cluster', 'move'].some(wanted)) {
    const orders = await startOrdersCluster({ directory: path.join(directory, 'orders-cluster'), say });
    try {
      const options = { vsix, orders, check, say };
      const pictures = process.env.PICTURES;
      if (wanted('query')) await queryChecks({ ...options, directory: path.join(directory, 'query'), pictures });
      if (wanted('query-topics')) await queryTopicChecks({ ...options, directory: path.join(directory, 'query-topics') });
      if (wanted('cluster')) await clusterChecks({ ...options, directory: path.join(directory, 'cluster') });
      if (wanted('move')) await moveChecks({ ...options, directory: path.join(directory, 'move') });
    } finally {
      await orders.stop();
    }
  }
  if (wanted('query-application')) {
    const options = { vsix, check, say, pictures: process.env.LIVE_PICTURES };
    await queryApplicationChecks({ ...options, directory: path.join(directory, 'query-application') });
  }
  if (wanted('untrusted')) await untrustedChecks({ vsix, directory: path.join(directory, 'untrusted'), names, check });
  if (wanted('hostile')) await hostileChecks({ vsix, directory: path.join(directory, 'hostile'), names, check, say });
  if (wanted('host')) await hostChecks({ extension: project, directory: path.join(directory, 'host'), check });
} catch (error) {
  failed++;
  say(`FAIL  ${error.stack}`);
}
say(`pictures and logs are in ${path.relative(project, directory)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

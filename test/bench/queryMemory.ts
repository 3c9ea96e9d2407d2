/** BOOTSTRAP idle|view: a process that does one thing, so that its memory tells. Does nothing without arguments. */
import { openCluster } from '../../src/kafka/openCluster.js';
import { createStoreReader } from '../../src/store/createStoreReader.js';
import { plainSettings, valueOf } from '../cluster/lib/programs.js';
import { ask, openReading, textTarget } from '../cluster/lib/storeQueries.js';

const [bootstrap, what] = process.argv.slice(2);
if (bootstrap !== undefined) {
  const cluster = openCluster(plainSettings(bootstrap));
  valueOf(await cluster.describe());
  if (what === 'view') {
    const reader = createStoreReader(cluster, { openReading });
    valueOf(await reader.query(ask(textTarget('one'), { kind: 'all' }, { limit: 100 })));
    await reader.close();
  }
  await cluster.close();
}

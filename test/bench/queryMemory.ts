/** BOOTSTRAP idle|view: a process that does one thing, and says how much memory it had at most, in MB. Does nothing without arguments. */
import { readFileSync } from 'node:fs';
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
  // Not the resource usage, which begins with the parent's.
  const most = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  console.log(Number(most) / 1024);
}

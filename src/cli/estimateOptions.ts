/** The options of `kslens estimate`. */
import { parseBytes } from '../base/byteSize.js';
import { app, cluster, numberAbove, type Option, project, topology } from './options.js';
import { parseMemoryBound, parsePartitions } from './units.js';

const size = (value: string): string | undefined => (parseBytes(value) === undefined ? 'must be a size such as 512MiB' : undefined);
export const estimateOptions: readonly Option[] = [
  {
    name: 'partitions',
    value: 'TOPIC=N,…',
    help: 'How many partitions topics have, where no cluster is asked.',
    check: (value) => (parsePartitions(value).size === 0 ? 'must be such as orders=12,customers=6' : undefined),
  },
  { name: 'instances', value: 'N', help: 'Instances that share the tasks (default: those that run, else 1).', check: numberAbove(1) },
  { name: 'standbys', value: 'N', help: 'num.standby.replicas (default: 0).', check: numberAbove(0) },
  { name: 'threads', value: 'N', help: 'num.stream.threads of an instance (default: 1).', check: numberAbove(1) },
  { name: 'replication-factor', value: 'N', help: 'Of internal topics (default: 1).', check: numberAbove(1) },
  { name: 'memory-limit', value: 'SIZE', help: "The container's limit (default: what deployment files below the PATHs say).", check: size },
  { name: 'heap', value: 'SIZE', help: '-Xmx of the JVM (default: the same).', check: size },
  {
    name: 'deployment',
    value: 'NAME',
    help: "The Deployment, stateful set, chart or Compose service that runs it (default: one of the application's id or the folder's name).",
  },
  { name: 'rocksdb-budget', value: 'SIZE', help: 'What a RocksDBConfigSetter allows all stores of an instance together.', check: size },
  {
    name: 'fail-on',
    value: 'memory>SIZE',
    help: 'Exit with 1 where the worst, outside the heap and for state inside, is more.',
    check: (value) => (parseMemoryBound(value) === undefined ? 'must be such as memory>2GiB' : undefined),
  },
  topology,
  ...project,
  { ...app, help: 'The application id on the cluster, where the code says another or none.' },
  ...cluster,
];

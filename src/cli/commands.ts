/** The commands: one table, from which running and help come. */
import { analyze } from './analyze.js';
import { describe } from './describe.js';
import { diff } from './diff.js';
import { fix } from './fix.js';
import { configSetter } from './configSetter.js';
import { endpoint } from './endpoint.js';
import { estimate } from './estimate.js';
import { estimateOptions } from './estimateOptions.js';
import { apps } from './cluster/apps.js';
import { drift } from './cluster/drift.js';
import { status } from './cluster/status.js';
import { stores } from './cluster/stores.js';
import { topics } from './cluster/topics.js';
import { lock } from './lock.js';
import { deleteOrphans } from './operate/deleteOrphans.js';
import { moveStateCommand } from './operate/moveState.js';
import { deleteOrphansOptions, moveStateOptions, resetOptions } from './operate/operateOptions.js';
import { reset } from './operate/reset.js';
import type { GivenOptions, Option } from './options.js';
import {
  configSetterOptions,
  endpointOptions,
  analyzeOptions,
  appsOptions,
  describeOptions,
  diffOptions,
  driftOptions,
  fixOptions,
  lockOptions,
  queryOptions,
  statusOptions,
  storesOptions,
  topicsOptions,
  whoOptions,
} from './options.js';
import type { Terminal } from './terminal.js';

export interface Command {
  readonly name: string;
  readonly operands: string;
  /** undefined: at least one, where there may be any. */
  readonly minPaths?: number;
  readonly maxPaths: number;
  readonly summary: string;
  readonly about: string;
  readonly options: readonly Option[];
  /** The exit status. */
  run(given: GivenOptions, terminal: Terminal): Promise<number>;
}

export const commands: readonly Command[] = [
  {
    name: 'analyze',
    operands: 'PATH…',
    maxPaths: Infinity,
    summary: 'Report the stores, changelog and repartition topics of every topology below the paths.',
    about:
      'Reads the Java files below the paths and reports, for every Kafka Streams topology that they build, the names of its state stores, ' +
      'changelog topics and repartition topics, and which of them hold a number that moves when operators are added or removed. ' +
      'Nothing of the project is run.',
    options: analyzeOptions,
    run: analyze,
  },
  {
    name: 'describe',
    operands: 'PATH',
    maxPaths: 1,
    summary: "Print a topology as the library's Topology#describe() does, or as a diagram.",
    about:
      'Prints the text that Topology#describe().toString() gives, byte for byte, without compiling or running the project, or draws it: ' +
      'as Mermaid, as DOT (Graphviz) or as SVG. The path is a Java file, a folder, or a file with a saved text of describe(). With cluster:APPLICATION ' +
      'and --bootstrap it is the topology that is deployed, as the brokers of 4.4 and later have it of streams groups; its nodes stand in the order of the flow.',
    options: describeOptions,
    run: describe,
  },
  {
    name: 'lock',
    operands: 'PATH',
    maxPaths: 1,
    summary: 'Write the names to a lock file, or check the code against it.',
    about:
      'Writes the names of all stores, changelog and repartition topics below the path to a small file for version control, one line each. ' +
      'With --check nothing is written: the exit status is 1 where the names of the code differ from those of the file, and the report ' +
      'says which state would be orphaned.',
    options: lockOptions,
    run: lock,
  },
  {
    name: 'diff',
    operands: 'A [B]',
    maxPaths: 2,
    summary: 'Show which names move between two sides.',
    about:
      'Compares the names of two sides and says what moves, goes and is new, and which topics are orphaned. A side is a path, git:REV or ' +
      'git:REV:PATH, a lock file, a file with the text of Topology#describe(), or cluster:APPLICATION with --bootstrap. With one path and --to-version ' +
      'or --to-optimization: what an upgrade of the library, or the switch, would move, before it is done. The exit status is 1 where something differs.',
    options: diffOptions,
    run: diff,
  },
  {
    name: 'fix',
    operands: 'PATH',
    maxPaths: 1,
    summary: 'Give names to what has generated ones.',
    about:
      'Plans the edits that give every unnamed store and repartition topic a name, analyses the edited code, and says which names move. ' +
      'With --mode pin each gets the name that it has now, so that nothing moves; what cannot be pinned is said, and stays as it is. ' +
      'With --mode name each gets a name of its own: what is under the old name is orphaned. Without --write the edits are shown as a unified diff.',
    options: fixOptions,
    run: fix,
  },
  {
    name: 'apps',
    operands: '',
    maxPaths: 0,
    summary: 'List the Kafka Streams applications of a cluster.',
    about:
      'Asks the brokers for groups and topics and lists the Kafka Streams applications: state, instances and threads, changelog and ' +
      'repartition topics; also those that are stopped. With --app the instances of one, their stream threads and tasks. Nothing is written: no group is joined, no offset committed, no topic made.',
    options: appsOptions,
    run: apps,
  },
  {
    name: 'stores',
    operands: '[PATH]',
    minPaths: 0,
    maxPaths: 1,
    summary: "Show an application's stores with their changelog topics: size, offsets, compaction, restore.",
    about:
      'Shows the state stores of a running or stopped application as the brokers tell of them: changelog topic, partitions, bytes on disk, ' +
      'offsets, cleanup policy, retention, last write and restore. What cannot be known from outside is null with a reason, never zero. With a ' +
      'PATH the code says the kind of each store, what it should be like, and where it is made.',
    options: storesOptions,
    run: stores,
  },
  {
    name: 'status',
    operands: '[PATH]',
    minPaths: 0,
    maxPaths: 1,
    summary: 'Say in one line how an application is: running, behind, restoring or stuck, and what is wrong.',
    about:
      'Looks twice at an application, five seconds apart, and says first in one line and then with its evidence: state of its group, instances, lag ' +
      'and its trend, stores with their bytes, internal topics and partitions, standbys, errors; and whether it restores, is stuck, processes or is ' +
      'idle. What two looks do not tell is said to be so; --watch looks on. With --ask-instances its own restore lags count.',
    options: statusOptions,
    run: status,
  },
  {
    name: 'topics',
    operands: '',
    maxPaths: 0,
    summary: 'List internal topics with their owners, and those that belong to nobody.',
    about:
      'Lists changelog and repartition topics by application, with size, offsets and consumer lag where --app names one, and the topics that are ' +
      'named like internal topics and belong to no application that the cluster knows.',
    options: topicsOptions,
    run: topics,
  },
  {
    name: 'drift',
    operands: 'PATH',
    maxPaths: 1,
    summary: 'Compare code with a cluster: topics to be created, orphaned, of other partitions or policy.',
    about:
      'Compares the internal topics that the code below the path makes with those that the cluster has for the application --app, and says what ' +
      'the next start would make, what stays behind, and which topics have another number of partitions, cleanup policy or retention than the ' +
      'code asks for. What cannot be determined is said. The exit status is 1 where something differs.',
    options: driftOptions,
    run: drift,
  },
  {
    name: 'estimate',
    operands: 'PATH',
    maxPaths: 1,
    summary: 'Estimate what state costs: internal topics, memory outside the heap, disk, restore.',
    about:
      'Says for a topology, line by line, what its stores need on an instance: databases of RocksDB, likely and at worst, the heap of stores in memory, ' +
      'disk, and what is restored at which event. Each number says where it came from; what nobody says is assumed, and said to be. With --bootstrap ' +
      'the partitions and sizes are those of the running application.',
    options: estimateOptions,
    run: estimate,
  },
  {
    name: 'config-setter',
    operands: '',
    maxPaths: 0,
    summary: 'Write a RocksDBConfigSetter with which all stores share one budget of memory.',
    about:
      'Writes the source of a class that bounds the memory of RocksDB outside the heap: one cache for all stores of a JVM, with write buffers, indexes ' +
      'and filters in it. By default each store partition has 50 MiB of cache and up to 48 MiB of write buffers of its own, three times that for windows.',
    options: configSetterOptions,
    run: configSetter,
  },
  {
    name: 'move-state',
    operands: '',
    maxPaths: 0,
    summary: 'Copy the state of a store to the changelog topic of its new name, before the application starts.',
    about:
      'Plans, and with --write makes, a copy of a changelog topic under another name: every committed record, in its partition, with key, value, timestamp ' +
      'and headers; then both are compared key by key. The application must be stopped, and the target empty, or a copy that was interrupted: ' +
      'run again, it is completed. The source is never changed.',
    options: moveStateOptions,
    run: moveStateCommand,
  },
  {
    name: 'delete-orphans',
    operands: '[PATH]',
    minPaths: 0,
    maxPaths: 1,
    summary: 'Show what the topics hold that an application left behind, and delete them by name.',
    about:
      'Lists the changelog and repartition topics that bear the id of the application and that nothing uses any more, with what they hold. With --write ' +
      'and the PATH of the code each is deleted whose name is written, at the terminal or with --yes; never while the application runs.',
    options: deleteOrphansOptions,
    run: deleteOrphans,
  },
  {
    name: 'reset',
    operands: '',
    maxPaths: 0,
    summary: 'Plan or do what kafka-streams-application-reset does: internal topics deleted, input topics read again.',
    about:
      'Lists the internal topics of an application and where its group would begin to read the topics of --input-topics. With --write the offsets are ' +
      'set and the topics deleted, as the tool of Kafka does, while the application is stopped. Local state of its instances stays.',
    options: resetOptions,
    run: reset,
  },
  {
    name: 'endpoint',
    operands: '',
    maxPaths: 0,
    summary: 'Write an HTTP endpoint with which a running application answers queries: its source, or the jar of a Java agent.',
    about:
      'Writes one Java class that answers read-only questions about the state stores of a running application over HTTP (ks-iq/1, ' +
      'docs/live-queries.md), and for a framework the controller that hands requests to it. It is compiled against the version of Kafka Streams ' +
      'that is given, 2.8 or later. With --flavour agent it writes the jar for the flag -javaagent, with which an application answers without any ' +
      'change of its code, to its own user on its own machine. Files that are there and differ are not written over.',
    options: endpointOptions,
    run: endpoint,
  },
  {
    name: 'query',
    operands: 'OPERATION [KEY…]',
    maxPaths: 3,
    summary: 'Show what is inside a store: rows by key, range, prefix or window, as it is or was, from its changelog or the application.',
    about:
      'Reads the rows of a state store from its changelog topic, without the application: get KEY, range FROM TO, prefix KEY, all, window KEY, ' +
      'sessions KEY, or history KEY (every record of the key that is still there). Keys are written as their serde reads them, or as rows show ' +
      'them; of one key it is also said which instance has it. Only committed ' +
      'records count. Nothing is written: no group is joined, no offset committed, no topic made. With --via application the running instances ' +
      'are asked instead, over what kslens endpoint writes (docs/live-queries.md): those that its group names, and those that a Java agent on ' +
      'this machine serves, which are asked without --bootstrap, too; the exit status is 1 where one did not answer.',
    options: queryOptions,
    // Only here: the readers of schemas are large.
    run: async (given, terminal) => (await import('./query/query.js')).query(given, terminal),
  },
  {
    name: 'who',
    operands: 'KEY',
    maxPaths: 1,
    summary: 'Say who has a key: its partition, and the instances that hold it active and as standby.',
    about:
      "Says in which partition of a store a key is, by what its changelog has and by Kafka's default partitioner, and where the two differ; and " +
      'which instances hold that partition, by what the members of the group say. With --source the code says which sub-topology the store is ' +
      'of, and whether a StreamPartitioner of its own places the keys. What cannot be told is said, with the reason.',
    options: whoOptions,
    run: async (given, terminal) => (await import('./query/who.js')).who(given, terminal),
  },
];

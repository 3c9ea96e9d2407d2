/** Instances, their stream threads and tasks, as lines of the tree. */
import { plural } from '../../../core/features/words.js';
import type { Instance, TaskId, Thread } from '../../../applications/model.js';
import { plainText } from '../../../present/markdown.js';
import { entriesOf, type TreeEntry } from './treeEntry.js';
import { applicationServerText } from '../../../applications/applicationServer.js';
import { byTask, serverOf, taskName } from '../../../applications/memberNames.js';

function taskCounts(threads: readonly Thread[]): string {
  const count = (tasks: (thread: Thread) => readonly TaskId[]): number => threads.reduce((sum, thread) => sum + tasks(thread).length, 0);
  const warmup = count((thread) => thread.warmup);
  return [
    `${count((thread) => thread.active)} active`,
    `${count((thread) => thread.standby)} standby`,
    ...(warmup === 0 ? [] : [`${warmup} warm-up`]),
  ].join(' · ');
}

const nameOf = (instance: Instance): string =>
  serverOf(instance) ?? `${instance.clientHost.replace(/^\//, '')} (${instance.processId.slice(0, 8)})`;

/** `orders-app-<process>-StreamThread-1-consumer` → `StreamThread-1` */
const threadName = (clientId: string): string => /(?:StreamThread-\d+)/.exec(clientId)?.[0] ?? clientId;

export function instanceEntries(cluster: string, application: string, instances: readonly Instance[]): TreeEntry[] {
  return entriesOf(instances, { cluster, application, under: 'instances' }, (instance) => {
    const { processId, clientHost, endpoint, agent, threads } = instance;
    const name = nameOf(instance);
    const counts = [plural(threads.length, 'thread', 'threads'), taskCounts(threads)].join(' · ');
    const server = endpoint === null ? 'application.server is not set' : `application.server ${applicationServerText(endpoint)}`;
    return {
      node: { kind: 'instance', cluster, application, processId },
      label: name,
      description: counts,
      tooltip: [`**${plainText(name)}**`, `process ${processId}`, `address ${clientHost}`, server, ...agentLines(agent)]
        .map((line, i) => (i === 0 ? line : plainText(line)))
        .join('\n\n'),
      icon: { id: 'vm' },
      opens: 'collapsed',
      context: 'name',
      spoken: [`instance ${name}`, counts, server, ...agentLines(agent)].join(', '),
      copy: serverOf(instance) ?? processId,
    };
  });
}

const agentLines = (agent: string | undefined): string[] => (agent === undefined ? [] : [`agent on this machine at ${agent}`]);

export function threadEntries(cluster: string, application: string, { processId, threads }: Instance): TreeEntry[] {
  return entriesOf(threads, { cluster, application, under: processId }, (thread) => {
    const { memberId, clientId } = thread;
    const name = threadName(clientId);
    const counts = taskCounts([thread]);
    return {
      node: { kind: 'thread', cluster, application, processId, memberId },
      label: name,
      description: counts,
      tooltip: [`client id ${clientId}`, `member id ${memberId}`].map(plainText).join('\n\n'),
      icon: { id: 'list-tree' },
      opens: thread.active.length + thread.standby.length + thread.warmup.length === 0 ? 'never' : 'collapsed',
      context: 'name',
      spoken: `thread ${name}, ${counts}`,
      copy: clientId,
    };
  });
}

export function taskEntries(cluster: string, application: string, { memberId, active, standby, warmup }: Thread): TreeEntry[] {
  const kinds = [
    ['active', 'play', active],
    ['standby', 'copy', standby],
    ['warm-up', 'flame', warmup],
  ] as const;
  const all = kinds.flatMap(([kind, icon, tasks]) => [...tasks].sort(byTask).map((task) => ({ kind, icon, task })));
  return entriesOf(all, { cluster, application, under: memberId }, ({ kind, icon, task }) => {
    const name = taskName(task);
    return {
      node: { kind: 'leaf', cluster, application, under: memberId, name: `${kind} ${name}` },
      label: `Task ${name}`,
      description: kind,
      tooltip: plainText(`${kind} task ${name}: sub-topology ${task.subtopology}, partition ${task.partition}`),
      icon: { id: icon },
      opens: 'never',
      context: 'name',
      spoken: `${kind} task ${name}`,
      copy: name,
    };
  });
}

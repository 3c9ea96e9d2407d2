/** The instances of one application, their stream threads and tasks. */
import { plural } from '../../core/features/words.js';
import type { ApplicationState, Instance, TaskId, Thread } from '../../applications/model.js';
import { printable, shortText } from '../../base/printable.js';
import { groupLines } from './groupTexts.js';
import { problemJson } from './problemJson.js';
import { applicationServerText } from '../../applications/applicationServer.js';
import { byTask, serverOf, taskName } from '../../applications/memberNames.js';

/** Tasks are named as Kafka Streams names them: sub-topology and partition, as in `0_3`. */
export function membersJson({ summary, group, instances, problems }: ApplicationState): object {
  return {
    application: summary.id,
    state: summary.group?.state ?? null,
    groupType: summary.group?.type ?? null,
    note: summary.note,
    group,
    instances: instances.map(({ processId, clientHost, endpoint, threads }) => ({
      processId,
      clientHost,
      endpoint: serverOf({ endpoint }) ?? null,
      ...(endpoint !== null && 'notAnAddress' in endpoint ? { reasons: { endpoint: applicationServerText(endpoint) } } : {}),
      threads: threads.map(({ memberId, clientId, active, standby, warmup, target }) => ({
        memberId,
        clientId,
        active: sorted(active).map(taskName),
        standby: sorted(standby).map(taskName),
        warmup: sorted(warmup).map(taskName),
        target: target && {
          memberEpoch: target.memberEpoch,
          active: sorted(target.active).map(taskName),
          standby: sorted(target.standby).map(taskName),
          warmup: sorted(target.warmup).map(taskName),
        },
      })),
    })),
    problems: problems.map(problemJson),
  };
}

export function membersText({ summary, group: condition, instances }: ApplicationState): string {
  const { group, note } = summary;
  const lines = [
    `${shortText(summary.id)}: ${printable(`${group === null ? 'no group' : `${group.state} (${group.type} group)`}${note === null ? '' : `, ${note}`}`)}`,
    ...groupLines(condition).map((line) => `  ${printable(line)}`),
  ];
  for (const instance of instances) {
    lines.push('', `Instance ${placeOf(instance)}, process ${shortText(instance.processId)}`);
    for (const thread of instance.threads) lines.push(`  ${shortText(thread.clientId)}`, ...taskLines(thread));
  }
  if (instances.length > 0)
    lines.push(
      '',
      'A task is SUBTOPOLOGY_PARTITION. A standby keeps a copy of the state; a warm-up is to take a task over once it has caught up.',
      'Brokers do not tell when a member was last seen: one that died stays listed until its session ends.',
    );
  return `${lines.join('\n')}\n`;
}

function placeOf({ endpoint, clientHost }: Instance): string {
  const host = shortText(clientHost.replace(/^\//, ''));
  const server = serverOf({ endpoint });
  if (server !== undefined) return `${server} at ${host}`;
  return `at ${host} (application.server is ${endpoint === null ? 'not set' : applicationServerText(endpoint)})`;
}

function taskLines({ active, standby, warmup, target }: Thread): string[] {
  const line = (head: string, tasks: readonly TaskId[]): string[] =>
    tasks.length === 0 ? [] : [`    ${head.padEnd(8)} ${plural(tasks.length, 'task', 'tasks')}: ${namesOf(tasks)}`];
  const lines = [...line('active', active), ...line('standby', standby), ...line('warm-up', warmup)];
  const now = lines.length === 0 ? ['    no task'] : lines;
  if (target === null || sameTasks(active, target.active)) return now;
  return [
    ...now,
    `    to have  ${plural(target.active.length, 'active task', 'active tasks')}: ${namesOf(target.active)} (member epoch ${target.memberEpoch})`,
  ];
}

const namesOf = (tasks: readonly TaskId[]): string =>
  sorted(tasks)
    .map((task) => shortText(taskName(task)))
    .join(' ');
const sameTasks = (some: readonly TaskId[], others: readonly TaskId[]): boolean => namesOf(some) === namesOf(others);
const sorted = (tasks: readonly TaskId[]): TaskId[] => [...tasks].sort(byTask);

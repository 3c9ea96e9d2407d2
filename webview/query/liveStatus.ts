/** What the status line says of the running application: who answered, how far behind, and who did not. */
import type { LiveAnswer } from '../../src/protocol/queryPanel.js';
import { formatCount } from './times.js';

/** So many are named. */
const mostNamed = 3;

export function liveSummary({ instances, differences }: LiveAnswer): string[] {
  const answered = instances.filter(({ trouble }) => trouble === null);
  const silent = instances.length - answered.length;
  const named = answered.slice(0, mostNamed).map(({ host, active, standby }) => `${host}${rolesOf(active, standby)}`);
  const more = answered.length - named.length;
  return [
    ...(differences === null
      ? []
      : [differences === 0 ? 'no difference' : `${formatCount(differences)} ${differences === 1 ? 'difference' : 'differences'}`]),
    ...(answered.length === 0 ? [] : [`answered by ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]),
    ...(silent === 0 ? [] : [`${silent} did not answer`]),
  ];
}

/** One partition tells more than where several are. */
function rolesOf(active: readonly number[], standby: LiveAnswer['instances'][number]['standby']): string {
  const behind = standby.map(({ partition, lag }) => `partition ${partition} stale, ${lag ?? 'an unknown number of'} offsets behind`);
  const [only] = active;
  const own = active.length === 1 && standby.length === 0 && only !== undefined && only >= 0 ? [`active, partition ${only}`] : [];
  const all = [...own, ...behind];
  return all.length === 0 ? '' : ` (${all.join('; ')})`;
}

export const instanceHeads = ['Instance', 'Active', 'Standby', 'Questions', 'Slowest', 'Did not answer'];

export const instanceRows = ({ instances }: LiveAnswer): string[][] =>
  instances.map(({ host, active, standby, questions, slowestMs, trouble }) => [
    host,
    active.map((partition) => (partition < 0 ? 'all' : String(partition))).join(', '),
    standby.map(({ partition, lag }) => `${partition} (${lag ?? '?'} behind)`).join(', '),
    formatCount(questions),
    slowestMs === null ? '' : `${Math.round(slowestMs)} ms`,
    trouble ?? '',
  ]);

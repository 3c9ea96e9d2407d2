/** What stands below rows that a running application gave. */
import { plural } from '../../core/features/words.js';
import { printable } from '../../base/printable.js';
import type { LiveResult } from '../../live/client/liveResult.js';
import type { RowCounts } from './rowsText.js';

export function aboutLiveLines({ application, storeKind, source, next }: LiveResult, { rows }: RowCounts): string[] {
  const { instances, route } = source;
  const more = next === null ? '' : `, more with --cursor ${next}`;
  const answered = instances.filter((one) => one.answered);
  const of = (host: string): string => {
    const own = route.filter((one) => one.host === host);
    const active = own.filter(({ role, partition }) => role === 'active' && partition >= 0).map(({ partition }) => partition);
    const standby = own.filter(({ role }) => role === 'standby').map(({ partition, lag }) => `${partition} (lag ${lag ?? '?'})`);
    const parts = [
      ...(active.length === 0 ? [] : [`active ${active.join(', ')}`]),
      ...(standby.length === 0 ? [] : [`standby ${standby.join(', ')}`]),
    ];
    return printable(`${host}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}`);
  };
  return [
    `  ${rows === 0 ? 'No rows' : plural(rows, 'row', 'rows')}${more}`,
    `  from ${plural(answered.length, 'instance', 'instances')} of ${printable(application)} that ${answered.length === 1 ? 'runs' : 'run'}${answered.length === 0 ? '' : ' (partitions)'}`,
    ...answered.map(({ host }) => `    ${of(host)}`),
    ...instances.filter((one) => !one.answered).map(({ host, error }) => `    ${printable(host)} did not answer: ${error ?? 'no reason'}`),
    ...(storeKind === null ? [] : [`  kind ${storeKind}, as the application has it; values as it writes them`]),
  ];
}

/** How far applications are restored, in the few words of a status bar. */
import { shortText } from '../../../base/printable.js';
import type { ApplicationState } from '../../../applications/model.js';
import type { SeenApplication } from '../session/clusterStates.js';
import { percentOf } from '../../../present/cluster/figureRows.js';

export interface RestoreStatus {
  readonly cluster: string;
  readonly application: string;
  /** `orders-app: restoring 43 %`. */
  readonly text: string;
  /** One line for each store that is being restored. */
  readonly details: readonly string[];
}

/** undefined: nothing is being restored, as far as is known. Of several applications the first is named, and the others counted. */
export function restoreStatus(seen: readonly SeenApplication[]): RestoreStatus | undefined {
  const restoring = seen.flatMap(({ cluster, state }) => {
    const stores = state.stores.filter(({ restore }) => restore.state === 'restoring');
    return stores.length === 0 ? [] : [{ cluster, application: state.summary.id, stores }];
  });
  const [first, ...others] = restoring;
  if (first === undefined) return undefined;
  const { cluster, application, stores } = first;
  return {
    cluster,
    application,
    text: `${shortText(application)}: ${progressOf(stores)}${others.length === 0 ? '' : ` (and ${others.length} more)`}`,
    details: restoring.flatMap((one) => one.stores.map((store) => `${one.application}, ${store.name}: ${progressOf([store])}`)),
  };
}

/** A percentage only where every store has numbers: of some it would be a lie about all. */
function progressOf(stores: ApplicationState['stores']): string {
  let done = 0;
  let total = 0;
  for (const { restore } of stores) {
    if (restore.done === null || restore.total === null)
      return stores.some((store) => store.restore.source === 'inferred') ? 'restoring (inferred)' : 'restoring';
    done += restore.done;
    total += restore.total;
  }
  return `restoring ${percentOf(done, total)}, ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} offsets`;
}

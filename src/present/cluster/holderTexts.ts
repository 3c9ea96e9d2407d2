/** Who holds a partition, for people: names are members' own texts. */
import { shortText } from '../../base/printable.js';
import { hostOf, serverOf } from '../../applications/memberNames.js';
import type { Holder, PartitionHolders, StoreHolders } from '../../applications/storeHolders.js';

/** `partition 3 · active on HOST · standby on HOST`; why, where nobody is known. */
export function holdersText(holders: PartitionHolders, { certainty, from }: Pick<StoreHolders, 'certainty' | 'from'>): string {
  const { partition, active, standby, warmup, why } = holders;
  const likely = certainty === 'likely' && active !== null ? ` (likely: ${shortText(from)})` : '';
  return [
    `partition ${partition}`,
    ...(active === null ? [] : [`active on ${holderText(active)}${likely}`]),
    ...standby.map((one) => `standby on ${holderText(one)}`),
    ...warmup.map((one) => `warming up on ${holderText(one)}`),
    ...(why === null ? [] : [shortText(why)]),
  ].join(' · ');
}

/** Where an instance does not say its address, its process tells it from others on the host. */
function holderText(holder: Holder): string {
  const host = hostOf(holder).replace(/^\//, '');
  return shortText(serverOf(holder) === undefined ? `${host}, process ${holder.processId}` : host);
}

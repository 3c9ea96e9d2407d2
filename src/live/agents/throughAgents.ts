/** An application that is asked through its agents on this machine. */
import { serverText } from '../../applications/applicationServer.js';
import { liveAddressText, type LiveAddress } from '../client/liveAddress.js';
import type { LiveAsk } from '../client/queryApplication.js';
import type { Agent } from './agent.js';

/** Each agent is asked, and in the place of what its instance calls itself: nothing of ks-iq/1 need be there. */
export function throughAgents(seeds: readonly LiveAddress[], agents: readonly Agent[]): Required<Pick<LiveAsk, 'seeds' | 'reachedAt'>> {
  const reachedAt = new Map(agents.flatMap(({ server, address }) => (server === null ? [] : [[serverText(server), address] as const])));
  const others = seeds.filter((seed) => !reachedAt.has(liveAddressText(seed)));
  return { seeds: [...agents.map(({ address }) => address), ...others], reachedAt };
}

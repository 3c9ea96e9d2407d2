/** What the running sample answers and its changelogs, compared as the panel compares them. */
import { expect } from 'vitest';
import type { OrdersCluster } from '../../../demo/cluster/ordersCluster.mjs';
import { succeed } from '../../../src/base/result.js';
import { openCluster } from '../../../src/kafka/openCluster.js';
import { createClusterService } from '../../../src/platform/cluster/createClusterService.js';
import { createSessionReader } from '../../../src/platform/cluster/createSessionReader.js';
import { createGetLive } from '../../../src/platform/cluster/getLive.js';
import { targetOfChangelog } from '../../../src/store/findStoreTarget.js';
import type { StoreTarget } from '../../../src/store/query.js';
import { plainSettings } from './programs.js';

/** Of one application: by store the number of rows that both have alike, once nothing is written any more. */
export async function rowsWithoutDifference(
  orders: OrdersCluster,
  application: string,
  stores: Readonly<Record<string, Partial<StoreTarget>>>,
): Promise<Record<string, number>> {
  const service = createClusterService({
    openCluster,
    createReader: createSessionReader,
    fetchLags: () => Promise.resolve(succeed(new Map())),
    getLive: createGetLive(undefined),
  });
  const session = service.open(plainSettings(orders.bootstrap));
  const agreed = orders.instances.filter((one) => one.application === application).map(({ host, port }) => `${host}:${port}`);
  const counts: Record<string, number> = {};
  try {
    for (const [store, known] of Object.entries(stores)) {
      const target = { ...targetOfChangelog(`${application}-${store}-changelog`), application, store, ...known };
      const asked = { application, store, target, agreed, via: 'both', operation: { kind: 'all' }, asOf: null, limit: 10_000 } as const;
      const compare = async (): Promise<readonly string[]> => {
        const differences: string[] = [];
        counts[store] = 0;
        const answer = await session.live(
          { ...asked, cursor: null, takesStale: false, search: null },
          (rows) => {
            counts[store] = (counts[store] ?? 0) + rows.length;
            differences.push(...rows.flatMap(({ difference }) => difference ?? []));
          },
          {},
        );
        return answer.ok ? [...differences, ...(answer.value.complete ? [] : answer.value.warnings)] : [answer.error.message];
      };
      // What the application has in its cache comes to the changelog about once a second.
      await expect.poll(compare, { timeout: 30_000, interval: 500 }).toEqual([]);
    }
  } finally {
    await service.dispose();
  }
  return counts;
}

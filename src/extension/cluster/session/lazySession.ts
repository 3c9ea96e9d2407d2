/** A session whose settings and secrets are read when it is first asked something. */
import { fail } from '../../../base/result.js';
import type { ClusterResult } from '../../../kafka/clusterError.js';
import type { ClusterSession } from '../../../platform/cluster/clusterService.js';

/** `open` is called again after it failed: a file that was missing may be there by then. */
export function createLazySession(open: () => Promise<ClusterResult<ClusterSession>>): ClusterSession {
  let opening: Promise<ClusterResult<ClusterSession>> | undefined;
  let closed = false;

  const ready = async (): Promise<ClusterResult<ClusterSession>> => {
    if (closed) return fail({ kind: 'cancelled', message: 'The connection was closed.' });
    opening ??= open();
    const mine = opening;
    const opened = await mine;
    if (!opened.ok && opening === mine) opening = undefined;
    return opened;
  };
  const withSession = async <T>(ask: (session: ClusterSession) => Promise<ClusterResult<T>>): Promise<ClusterResult<T>> => {
    const opened = await ready();
    return opened.ok ? ask(opened.value) : opened;
  };

  return {
    describe: (call) => withSession((session) => session.describe(call)),
    overview: (knownIds, call) => withSession((session) => session.overview(knownIds, call)),
    application: (ask, call) => withSession((session) => session.application(ask, call)),
    holders: (ask, call) => withSession((session) => session.holders(ask, call)),
    query: (query, call) => withSession((session) => session.query(query, call)),
    search: (ask, onRows, call) => withSession((session) => session.search(ask, onRows, call)),
    live: (ask, onRows, call) => withSession((session) => session.live(ask, onRows, call)),
    follow: (query, onRows, call) => withSession((session) => session.follow(query, onRows, call)),
    planChange: (ask, call) => withSession((session) => session.planChange(ask, call)),
    carryOut: (plan, call) => withSession((session) => session.carryOut(plan, call)),
    async close() {
      closed = true;
      const opened = await opening;
      if (opened?.ok === true) await opened.value.close();
    },
  };
}

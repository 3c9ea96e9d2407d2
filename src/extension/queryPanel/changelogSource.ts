/** Rows of a changelog topic. No vscode in here. */
import { succeed } from '../../base/result.js';
import type { ClusterSession } from '../../platform/cluster/clusterService.js';
import type { QueryResult, StoreQuery } from '../../store/query.js';
import type { RowSource, SourceAnswer } from './rowSource.js';
import { toAnswer } from './toPanelRow.js';

export function createChangelogSource(session: Pick<ClusterSession, 'query' | 'search' | 'follow'>, query: StoreQuery): RowSource {
  return {
    async page({ limit, cursor }, call) {
      const page = await session.query({ ...query, limit, cursor }, call);
      return page.ok ? succeed({ ...toSourceAnswer(page.value), rows: page.value.rows }) : page;
    },
    async search({ text, sort, skip, limit, withBytes }, take, call) {
      const found = await session.search({ query: { ...query, limit, cursor: null, withBytes }, text, sort, skip }, take, call);
      if (!found.ok) return found;
      const { matched, looked } = found.value;
      return succeed({ ...toSourceAnswer(found.value), matched, looked });
    },
    follow: (onChange, call) => session.follow(query, onChange, call),
  };
}

function toSourceAnswer(result: QueryResult): SourceAnswer {
  const { next, place, storeKind, lost, complete, warnings } = result;
  return {
    ...{ next, place, lost, complete, warnings },
    isVersioned: storeKind === 'versionedKeyValue',
    failure: null,
    mayAsk: false,
    toAnswer: (lostBefore, said) => toAnswer(result, lostBefore, said),
  };
}

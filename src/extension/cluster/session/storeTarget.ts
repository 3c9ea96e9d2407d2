/** Where a store's contents lie and how they are read, from what cluster and code say. */
import { fail, succeed } from '../../../base/result.js';
import type { ApplicationState } from '../../../applications/model.js';
import type { ClusterResult } from '../../../kafka/clusterError.js';
import { isKeyedByInput, noCode, placementOf, timeFirstOf } from '../../../store/findStoreTarget.js';
import type { StoreTarget } from '../../../store/query.js';
import { findStore, type MatchedTopology } from '../lenses/matching.js';

/** Fails as `unsupported` where the store has no topic, and as `notFound` where the topic or the store is not there. */
export function toStoreTarget(state: ApplicationState, store: string, matched: readonly MatchedTopology[]): ClusterResult<StoreTarget> {
  const found = state.stores.find(({ name }) => name === store);
  const application = state.summary.id;
  if (found === undefined) return fail({ kind: 'notFound', message: `${application} has no store ${store} on this cluster.` });
  if (found.topic === null) {
    if (found.backedBy === 'nothing')
      return fail({ kind: 'unsupported', message: `No topic backs ${store}: its contents are in the application only.` });
    const message = `The changelog topic of ${store} is not on this cluster: it was not made yet, or it was deleted.`;
    return fail({ kind: 'notFound', message });
  }
  const { store: made, topology } = findStore(matched, store) ?? {};
  const fromCode = made !== undefined && made.kind !== 'unknown';
  const serde = (name: string | null | undefined): StoreTarget['keySerde'] =>
    name === null || name === undefined ? null : { name, origin: 'code' };
  return succeed({
    application,
    store,
    topic: found.topic.name,
    isSourceTopic: found.backedBy === 'source topic',
    kind: fromCode ? made.kind : found.kind.value,
    kindOrigin: fromCode ? 'code' : 'topic',
    retentionMs: made?.retentionMs ?? null,
    windowSizeMs: made?.windowSizeMs ?? null,
    timeFirst: timeFirstOf(made),
    sourceTopics: [...state.sources, ...state.repartitions].map(({ name }) => name),
    keyedByInput: made === undefined ? null : isKeyedByInput(made),
    ...(made === undefined || topology === undefined ? noCode : placementOf(application, topology, made)),
    keySerde: serde(made?.keySerde),
    valueSerde: serde(made?.valueSerde),
  });
}

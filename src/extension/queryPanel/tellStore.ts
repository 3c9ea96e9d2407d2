/** What a page is told of its store. No vscode in here. */
import { type ClusterError, sentenceOf } from '../../kafka/clusterError.js';
import { serdeNames } from '../../store/serdes/serdeNames.js';
import { serdeOfCode } from '../../store/serdes/serdeOfCode.js';
import type { StoreTarget } from '../../store/query.js';
import type { QueryRunsParts } from './queryRuns.js';

type Parts = Pick<QueryRunsParts, 'id' | 'sessions' | 'choices' | 'post'>;

/** The page has its name at once; where the store lies may take a while. */
export async function tellStore({ id, sessions, choices, post }: Parts, signal: AbortSignal): Promise<void> {
  const store = { type: 'store', id, choice: choices.get(id), serdes: serdeNames } as const;
  post({ ...store, found: null, problem: null, onlyApplication: null });
  const found = await sessions.findTarget(id, { signal, anew: false });
  if (signal.aborted) return;
  if (!found.ok) return post({ ...store, found: null, ...withoutTopic(found.error) });
  post({ ...store, found: foundOf(found.value), problem: null, onlyApplication: onlyApplicationOf(found.value) });
}

/** What the page shows of a target. */
function foundOf({ topic, isSourceTopic, kind, keySerde, valueSerde }: StoreTarget) {
  /** Only those that are sure to be taken: of others the answer tells. */
  const nameOf = (serde: StoreTarget['keySerde']): string | null => serdeOfCode(serde?.name ?? '') ?? null;
  return { topic, isSourceTopic, kind, keySerde: nameOf(keySerde), valueSerde: nameOf(valueSerde) };
}

/** A store may be one without a changelog. */
function withoutTopic(error: ClusterError): { readonly problem: string | null; readonly onlyApplication: string | null } {
  return error.kind === 'unsupported'
    ? { problem: null, onlyApplication: sentenceOf(error) }
    : { problem: sentenceOf(error), onlyApplication: null };
}

const onlyApplicationOf = ({ kind, store }: StoreTarget): string | null =>
  kind === 'custom' ? `${store} is a store of the application's own making: what its topic holds, only the application can tell.` : null;

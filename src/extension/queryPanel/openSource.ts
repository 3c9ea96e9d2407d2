/** The source that a question names, ready to be read. No vscode in here. */
import { sentenceOf } from '../../kafka/clusterError.js';
import type { Choice, Question, StoreId } from '../../protocol/queryPanel.js';
import type { StoreQuery, StoreTarget } from '../../store/query.js';
import { createApplicationSource } from './applicationSource.js';
import { createChangelogSource } from './changelogSource.js';
import type { QuerySessions } from './querySessions.js';
import type { RowSource } from './rowSource.js';

export interface SourceFailure {
  readonly state: 'failed' | 'cancelled';
  readonly message: string;
  /** Instances of the application are there that nobody agreed to ask. */
  readonly mayAsk: boolean;
}

export interface OpenParts {
  readonly id: StoreId;
  readonly sessions: QuerySessions;
  /** Between two looks at an application that is followed. */
  readonly lookMs: number;
  now(): number;
}

/** `anew`: the store is not where it was found. */
export async function openSource(
  { id, sessions, lookMs, now }: OpenParts,
  question: Question,
  { signal, anew }: { readonly signal: AbortSignal; readonly anew: boolean },
): Promise<RowSource | { readonly failure: SourceFailure }> {
  const session = sessions.session(id.cluster);
  if (session === undefined) return failed(`There is no cluster ${id.cluster} any more.`);
  const found = await sessions.findTarget(id, { signal, anew });
  const { via } = question;
  if (!found.ok && (via !== 'application' || (found.error.kind !== 'unsupported' && found.error.kind !== 'notFound')))
    return {
      failure: { state: found.error.kind === 'cancelled' ? 'cancelled' : 'failed', message: sentenceOf(found.error), mayAsk: false },
    };
  const target = found.ok ? withChoice(found.value, question.choice) : null;
  if (via === 'changelog')
    return target === null ? failed('There is no changelog.') : createChangelogSource(session, toQuery(target, question));
  if (id.application === '') return failed('The topic is of no known application, so nobody can be asked.');
  if (question.operation.kind === 'history' && target?.kind !== 'versionedKeyValue')
    return failed('A history is of the changelog: the application has the newest value alone. Choose the changelog as the source.');
  const agreed = (): readonly string[] => sessions.askedInstances(id.cluster, id.application) ?? [];
  if (agreed().length === 0)
    return {
      failure: {
        state: 'failed',
        message: `The instances of ${id.application} are asked over HTTP once you agree to it.`,
        mayAsk: true,
      },
    };
  const { operation, asOf, limit, stale } = question;
  const ask = { application: id.application, store: id.store, via, target, operation, asOf, limit, takesStale: stale };
  return createApplicationSource({ session, ask, agreed, lookMs, now });
}

const failed = (message: string): { readonly failure: SourceFailure } => ({ failure: { state: 'failed', message, mayAsk: false } });

function toQuery(target: StoreTarget, { operation, asOf, limit, withExpired }: Question): StoreQuery {
  return { target, operation, asOf, limit, cursor: null, withBytes: true, withExpired };
}

function withChoice(target: StoreTarget, { kind, keySerde, valueSerde }: Choice): StoreTarget {
  return {
    ...target,
    ...(kind === null ? {} : { kind, kindOrigin: 'chosen' }),
    ...(keySerde === null ? {} : { keySerde: { name: keySerde, origin: 'chosen' } }),
    ...(valueSerde === null ? {} : { valueSerde: { name: valueSerde, origin: 'chosen' } }),
  };
}

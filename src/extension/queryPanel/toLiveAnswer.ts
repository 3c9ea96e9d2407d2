/** From what the application answered to what the page is told of it. No vscode in here. */
import type { LiveInstance, LiveResult } from '../../live/client/liveResult.js';
import type { LiveStoreAnswer } from '../../live/store/liveRows.js';
import { livePlaceText, reasonText } from '../../present/rows/liveAnswerTexts.js';
import type { Answer, LiveAnswer } from '../../protocol/queryPanel.js';
import type { StoreTarget } from '../../store/query.js';
import { toAnswer } from './toPanelRow.js';

export interface LiveFacts {
  readonly target: StoreTarget | null;
  readonly tookMs: number;
  readonly readAt: number;
}

export function toLiveAnswer(answer: LiveStoreAnswer, { target, tookMs, readAt }: LiveFacts, said: Pick<Answer, 'more' | 'found'>): Answer {
  const { live, changelog, complete, warnings, differences, notAsked } = answer;
  const common = {
    complete,
    warnings: [...new Set(warnings)],
    place: live.place === null ? null : livePlaceText(live.place, live.source),
    live: { instances: instancesOf(live), notAsked, tookMs, differences } satisfies LiveAnswer,
  };
  if (changelog !== null) return { ...toAnswer(changelog, [], said), ...common };
  const kind = live.storeKind ?? target?.kind ?? 'unknown';
  const own = { origin: 'application', certainty: 'certain' } as const;
  return {
    ...common,
    storeKind: kind,
    kindOrigin: { ...own, reason: '' },
    topic: null,
    partitions: [],
    lacking: [],
    notes: [],
    serdes: {
      key: { ...own, serde: 'as the application reads keys', reason: '' },
      value: { ...own, serde: 'as the application writes values', reason: '' },
    },
    readAt: Math.trunc(readAt),
    liveKeys: null,
    expiredKeys: null,
    held: 'not kept',
    ...said,
  };
}

function instancesOf(live: LiveResult): LiveAnswer['instances'] {
  const { instances, route } = live.source;
  return instances.map((instance) => {
    const own = route.filter(({ host }) => host === instance.host);
    const timing = live.timings.find(({ host }) => host === instance.host);
    return {
      host: instance.host,
      active: own.flatMap(({ role, partition }) => (role === 'active' ? [partition] : [])),
      standby: own.flatMap(({ role, partition, lag }) => (role === 'standby' ? [{ partition, lag }] : [])),
      trouble: troubleOf(instance),
      questions: timing?.questions ?? 0,
      slowestMs: timing?.slowestMs ?? null,
    };
  });
}

const troubleOf = ({ error }: LiveInstance): string | null => (error === null ? null : `${error}: ${reasonText(error)}`);

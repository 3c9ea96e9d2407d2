/** Rows that the running application answers, alone or beside its changelog. No vscode in here. */
import { fail, succeed } from '../../base/result.js';
import { cancelled, sentenceOf, type ClusterResult } from '../../kafka/clusterError.js';
import { pause } from '../../kafka/pause.js';
import type { LiveStoreAsk } from '../../live/store/askStore.js';
import type { LiveStoreAnswer } from '../../live/store/liveRows.js';
import type { ClusterSession } from '../../platform/cluster/clusterService.js';
import { reasonText } from '../../present/rows/liveAnswerTexts.js';
import type { QueryRow } from '../../store/query.js';
import type { RowSource, SourceAnswer, SourceChange } from './rowSource.js';
import { toLiveAnswer } from './toLiveAnswer.js';

export interface ApplicationSourceParts {
  readonly session: Pick<ClusterSession, 'live'>;
  /** As the question has it, of the first page. */
  readonly ask: Omit<LiveStoreAsk, 'agreed' | 'cursor' | 'search'>;
  /** Whom the person agreed to ask, now. */
  agreed(): readonly string[];
  /** Between two looks at what is followed. */
  readonly lookMs: number;
  now(): number;
}

/** Each look reads all rows again. */
const mostFollowed = 10_000;

type Take = (rows: readonly QueryRow[]) => Promise<void> | void;
type Part = Pick<LiveStoreAsk, 'limit' | 'cursor' | 'search'>;

export function createApplicationSource({ session, ask, agreed, lookMs, now }: ApplicationSourceParts): RowSource {
  const read = async (part: Part, take: Take, call: Parameters<RowSource['page']>[1]) => {
    const began = now();
    const answer = await session.live({ ...ask, ...part, agreed: agreed() }, take, call);
    return answer.ok ? succeed({ answer: answer.value, said: toSourceAnswer(answer.value, ask, began, now()) }) : answer;
  };
  const source: RowSource = {
    async page({ limit, cursor }, call) {
      const rows: QueryRow[] = [];
      // A comparison has no second page.
      const part = { limit: ask.via === 'both' ? ask.limit : limit, cursor, search: null };
      const page = await read(part, (next) => next.forEach((row) => rows.push(row)), call);
      return page.ok ? succeed({ ...page.value.said, rows }) : page;
    },
    async search({ text, sort, skip, limit }, take, call) {
      const found = await read({ limit, cursor: null, search: { text, sort, skip } }, take, call);
      if (!found.ok) return found;
      const { matched, looked } = found.value.answer.found ?? { matched: 0, looked: 0 };
      return succeed({ ...found.value.said, matched, looked });
    },
    follow: (onChange, call) => follow(source, { limit: ask.limit, lookMs, hasVersions: ask.operation.kind === 'history' }, onChange, call),
  };
  return source;
}

/** Looks again and again: what is other than before are the changes. */
async function follow(
  source: RowSource,
  { limit, lookMs, hasVersions }: { readonly limit: number; readonly lookMs: number; readonly hasVersions: boolean },
  onChange: (change: SourceChange) => void,
  call: Parameters<RowSource['follow']>[1],
): Promise<ClusterResult<void>> {
  if (limit > mostFollowed)
    return fail({
      kind: 'unsupported',
      message: `An application is followed by asking for all rows each ${lookMs / 1000} s, and for no more than ${mostFollowed.toLocaleString('en')}.`,
      advice: 'Choose fewer rows, or follow the changelog.',
    });
  const { signal } = call;
  let before = new Map<string, { readonly text: string; readonly row: QueryRow }>();
  const isOver = (): boolean => signal?.aborted === true;
  while (!isOver()) {
    await pause(lookMs, signal);
    const page = await source.page({ limit, cursor: null }, { signal });
    if (isOver()) break;
    if (!page.ok || page.value.failure !== null) {
      const why = page.ok ? (page.value.failure ?? '') : sentenceOf(page.error);
      onChange({ rows: [], note: `No answer now: ${why} What is shown is of before.`, ...(page.ok ? { answer: page.value } : {}) });
      continue;
    }
    const { rows, complete } = page.value;
    const now = new Map(rows.map((row) => [nameOf(row, hasVersions), { text: JSON.stringify(row), row }]));
    const changed = [...now].flatMap(([name, { text, row }]) => (before.get(name)?.text === text ? [] : [row]));
    // What an instance that does not answer has is not gone.
    const gone = complete
      ? [...before].flatMap(([name, { row }]) => (now.has(name) ? [] : [{ ...row, value: null, tombstone: true }]))
      : [];
    before = complete ? now : new Map([...before, ...now]);
    onChange({ rows: [...changed, ...gone], answer: page.value });
  }
  return fail(cancelled);
}

/** `hasVersions`: a key has a row for each time. */
const nameOf = ({ key, keyBytes, window, partition, timestamp }: QueryRow, hasVersions: boolean): string =>
  JSON.stringify([partition, keyBytes ?? key, window, hasVersions ? timestamp : null]);

function toSourceAnswer(
  answer: LiveStoreAnswer,
  { target, operation }: Pick<LiveStoreAsk, 'target' | 'operation'>,
  began: number,
  ended: number,
): SourceAnswer {
  const { live, next, complete, warnings, notAsked } = answer;
  return {
    ...{ next, complete, warnings },
    place: null,
    isVersioned: live.storeKind === 'versionedKeyValue' && operation.kind === 'get',
    lost: [],
    failure: failureOf(answer),
    mayAsk: notAsked.length > 0,
    toAnswer: (_, said) => toLiveAnswer(answer, { target, tookMs: ended - began, readAt: ended }, said),
  };
}

/** Where all instances fail alike, also what can be done. */
function failureOf({ live: { failure, source }, notAsked }: LiveStoreAnswer): string | null {
  if (failure === null) return null;
  if (source.instances.length === 0 && notAsked.length > 0)
    return `The application was not asked: you did not agree yet that ${notAsked.length === 1 ? 'its instance is' : 'its instances are'} (${notAsked.slice(0, 5).join(', ')}).`;
  const [reason, other] = [...new Set(source.instances.flatMap(({ error }) => (error === null ? [] : [error])))];
  const isSaid = reason === 'failed' || reason === 'not-agreed';
  const advice = reason === undefined || other !== undefined || isSaid ? '' : `: ${reasonText(reason)}`;
  return `${failure.replace(/\.$/, '')}${advice}.`;
}

/** How the retention of a changelog differs from what is asked for it. */
import { retentionWords } from '../core/features/words.js';

export interface RetentionAsk {
  /** `retention.ms` of the topic; -1: for ever. */
  readonly actual: number;
  readonly asked: number;
  /** How long the store itself keeps windows, where the code says both; null: what is asked is all that is known. */
  readonly kept: number | null;
  readonly who: 'the code' | 'the application';
}

export interface RetentionDifference {
  readonly severity: 'error' | 'info';
  /** false: the application's configuration may have asked for what the topic has. */
  readonly isCertain: boolean;
  readonly message: string;
}

/** What Kafka Streams adds where `windowstore.changelog.additional.retention.ms` is not set (StreamsConfig). */
const usualAddition = 86_400_000;

/** undefined: they are the same. */
export function retentionDifference({ actual, asked, kept, who }: RetentionAsk): RetentionDifference | undefined {
  if (actual === asked) return undefined;
  const is = `Its retention is ${retentionWords(actual)}`;
  // The code says how long the store keeps windows; what its changelog adds, configuration that is not code may say.
  if (kept !== null && asked === kept + usualAddition && (actual < 0 || actual >= kept))
    return {
      severity: 'info',
      isCertain: false,
      message: `${is}; the store keeps ${retentionWords(kept)}, and its changelog a day more unless windowstore.changelog.additional.retention.ms says otherwise: that setting, or somebody's change of the topic.`,
    };
  return {
    severity: actual >= 0 && actual < asked ? 'error' : 'info',
    isCertain: true,
    message: `${is}; ${who} asks for ${retentionWords(asked)}.`,
  };
}

/** How long answers may be: what a broker says before it lets us in, records, and all else, which is as long as a cluster is large. */
import { fetchByIdApi } from '../protocol/fetchApi.js';
import { longestAnswer } from './answerReader.js';

const mebibyte = 1024 * 1024;
const longestGreeting = mebibyte;
/** Of 100,000 partitions, with names as long as they may be: less. */
const longestDescription = 32 * mebibyte;

/** In bytes. undefined: none of our requests waits for it. */
export function mostBytesFor(apiName: string | undefined): number {
  if (apiName === undefined) return longestGreeting;
  return apiName === fetchByIdApi.name ? longestAnswer : longestDescription;
}

/** Of AnswerTooLong, and of the error that kafkajs makes of it. */
export const tooLongCode = 'ANSWER_TOO_LONG';

export class AnswerTooLong extends Error {
  readonly code = tooLongCode;
  constructor(apiName: string | undefined) {
    super(`its answer ${apiName === undefined ? 'at first' : `to ${apiName}`} is longer than ${mostBytesFor(apiName) / mebibyte} MiB`);
  }
}

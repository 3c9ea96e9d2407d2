import type { QueryProgress } from '../../store/query.js';

/** What is shown while a topic is read. */
export function progressText({ done, span, records, secondsLeft }: QueryProgress): string {
  const percent = span === 0 ? 100 : Math.floor((100 * done) / span);
  const left = secondsLeft === null ? '' : `, ${Math.ceil(secondsLeft)} s left`;
  return `Reading: ${percent} %, ${records} records${left}`;
}

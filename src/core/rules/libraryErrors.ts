/** What the library's errors are about, told by their messages. Source: kstream.Named#validate, Topic#validate, InternalTopologyBuilder, StreamsBuilder. */
import type { TopologyReport } from '../report.js';

const invalid = /\bis (?:illegal|invalid)\b|cannot be "\." or "\.\."/;
const duplicate =
  /already (?:been )?(?:added|registered)|has the same name|have the same name|is already used|different store with the same name/i;

/** undefined: there is no error. */
export function errorKind(error: TopologyReport['error']): 'invalid name' | 'duplicate name' | 'other' | undefined {
  if (error === null) return undefined;
  if (invalid.test(error.message)) return 'invalid name';
  return duplicate.test(error.message) ? 'duplicate name' : 'other';
}

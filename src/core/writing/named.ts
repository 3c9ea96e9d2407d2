/** What it takes to name a call, and what comes of it. */
import type { TextEdit } from '../../base/edits.js';
import type { CallSite } from './callSite.js';
import type { Imports, Writer } from './writer.js';

/** Arguments that are added are apart from edits: a call may be given several, and they need their commas. */
export type Named =
  | { readonly edits: readonly TextEdit[]; readonly added: readonly { readonly index: number; readonly argument: string }[] }
  | { readonly refused: string };

export const kstream = 'org.apache.kafka.streams.kstream';

/** One call, and what its file's language has to say of it. */
export interface Written {
  readonly site: CallSite;
  readonly writer: Writer;
  readonly imports: Imports;
}

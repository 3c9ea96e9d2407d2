/** Who is asked: --via, and what the other options leave of it. */
import type { StoreOperation } from '../../store/query.js';
import { CommandLineError } from '../commandLineError.js';
import type { GivenOptions } from '../options.js';

export type Via =
  | { readonly kind: 'changelog'; readonly why: string | null }
  /** `orChangelog`: where no instance answers. */
  | { readonly kind: 'application'; readonly orChangelog: boolean };

/** What only the records of a changelog tell. */
const ofChangelog = ['topic', 'expired', 'bytes', 'follow', 'retention', 'kind', 'key-serde', 'value-serde'] as const;
const ofApplication = ['url', 'stale', 'timeout', 'explain'] as const;

/** Without --via the changelog is read, and the application is asked where --url or --stale is given. Throws a CommandLineError. */
export function toVia(given: GivenOptions, operation: StoreOperation): Via {
  const wanted = given.text('via');
  const [forChangelog] = ofChangelog.filter((name) => given.has(name));
  const [forApplication] = ofApplication.filter((name) => given.has(name));
  if (forApplication !== undefined && wanted === 'changelog')
    throw new CommandLineError(`--${forApplication} is for the application, not for its changelog: leave it out, or --via changelog`);
  if (wanted === 'changelog' || (wanted === undefined && forApplication === undefined)) return { kind: 'changelog', why: null };
  const why = forChangelog === undefined ? whyChangelog(given, operation) : `--${forChangelog} is of the changelog`;
  if (why === undefined) return { kind: 'application', orChangelog: wanted === 'auto' };
  if (wanted === 'auto' && forApplication === undefined) return { kind: 'changelog', why };
  throw new CommandLineError(`${why}: an application does not answer it, --via changelog does`);
}

function whyChangelog(given: GivenOptions, operation: StoreOperation): string | undefined {
  if (given.has('as-of') && operation.kind !== 'get') return '--as-of with anything but get is of the changelog';
  return undefined;
}

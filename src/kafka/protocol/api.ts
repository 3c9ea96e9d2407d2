/** A request that we can send: its versions, how it is written and how its answer is read. */
import type { VersionRange } from '../connection.js';
import type { WireReader } from './wireReader.js';
import type { WireWriter } from './wireWriter.js';

export interface Api<Q, A> {
  readonly key: number;
  readonly name: string;
  /** That are written here, best first. */
  readonly versions: readonly number[];
  /** The first flexible version; undefined: none of ours is. */
  readonly flexibleFrom?: number;
  write(writer: WireWriter, question: Q, version: number): void;
  read(reader: WireReader, version: number): A;
}

/** undefined: the broker speaks none of ours. */
export function chooseVersion(api: { readonly versions: readonly number[] }, range: VersionRange | undefined): number | undefined {
  return range === undefined ? undefined : api.versions.find((version) => version >= range.min && version <= range.max);
}

export const isFlexible = (api: { readonly flexibleFrom?: number }, version: number): boolean =>
  api.flexibleFrom !== undefined && version >= api.flexibleFrom;

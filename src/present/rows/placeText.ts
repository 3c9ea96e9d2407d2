/** Where a key is and how that is known, in sentences. */
import { plural } from '../../core/features/words.js';
import type { KeyPlace } from '../../store/query.js';

/** Those that have the key; where none has it, the one in which it would be; none where that is not known. */
export const partitionsOfPlace = ({ found, computed }: KeyPlace): readonly number[] =>
  found.length > 0 ? found : computed === null ? [] : [computed.partition];

export function placeText({ found, read, computed, why, others }: KeyPlace): string {
  const byDefault = (of: { readonly partition: number; readonly partitions: number }): string =>
    `Kafka's default partitioner (murmur2, ${plural(of.partitions, 'partition', 'partitions')})`;
  const notTold = `which partition is its own cannot be told, because ${why ?? ''}`;
  const [only, second] = found;
  if (only === undefined) {
    const nothing = `${plural(read.length, 'partition was', 'partitions were')} read, and none has a record of the key`;
    return computed === null
      ? `${nothing}; ${notTold}.`
      : `${nothing}; ${byDefault(computed)} puts it into partition ${computed.partition}.`;
  }
  const there = second === undefined ? `partition ${only}` : `partitions ${found.join(', ')}`;
  if (computed === null) return `The key was found in ${there}; ${notTold}.`;
  if (second === undefined && only === computed.partition) return `The key was found in ${there}, where ${byDefault(computed)} puts it.`;
  if (found.includes(computed.partition))
    return `The key was found in ${there}; ${byDefault(computed)} puts it into ${computed.partition} alone, which is what queryMetadataForKey says: the others are of another partitioner, of an earlier number of partitions, or of a processor.`;
  const other = others.find(({ partition }) => second === undefined && partition === only);
  const cause =
    other === undefined
      ? 'it is of another partitioner, of an earlier number of partitions, or of a processor'
      : `it came from ${other.topic}, which has ${plural(other.partitions, 'partition', 'partitions')}`;
  return `The key was found in ${there}, not in ${computed.partition}, where ${byDefault(computed)} puts it and queryMetadataForKey looks for it: ${cause}.`;
}

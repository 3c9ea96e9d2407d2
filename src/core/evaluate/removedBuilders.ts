/** Files that build with classes of Kafka Streams before 2.0: what they make is not reported, and that is said. */
import type { SourceUnit } from '../form/form.js';
import { lastSegment } from '../form/labels.js';

/** Removed in Kafka 2.0. */
const removed: readonly string[] = [
  'org.apache.kafka.streams.kstream.KStreamBuilder',
  'org.apache.kafka.streams.processor.TopologyBuilder',
];

export function removedBuilders(units: readonly SourceUnit[]): readonly { readonly file: string; readonly reason: string }[] {
  return units.flatMap(({ file, imports }) => {
    const found = imports.find(({ path }) => removed.includes(path));
    if (found === undefined) return [];
    const name = lastSegment(found.path);
    return [{ file, reason: `it builds with ${name}, which Kafka 2.0 removed: Kafka Streams before 2.0 is not supported` }];
  });
}

/**
 * The stream time that Kafka Streams writes beside a committed offset (TopicPartitionMetadata): base64 of a version byte and an int64.
 * undefined: there is none, or it is not known yet.
 */
export function parseStreamTime(metadata: string): number | undefined {
  const bytes = Buffer.from(metadata, 'base64');
  if (bytes.length < 9 || (bytes[0] !== 1 && bytes[0] !== 2)) return undefined;
  const time = Number(bytes.readBigInt64BE(1));
  return time < 0 ? undefined : time;
}

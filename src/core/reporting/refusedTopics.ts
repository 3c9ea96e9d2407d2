/** Internal topics that Kafka does not allow: the library checks their names when the application starts. Source: common.internals.Topic#validate. */
import { isExact } from '../values/holes.js';
import type { KafkaVersion } from '../kafkaVersion.js';
import type { InternalTopic, TopologyResult } from '../topology/result.js';

const longest = 249;
const illegal = /[^a-zA-Z0-9._-]/;

/** What the library throws for one of them (of several it meets the first of a hash table, here it is that of the alphabet); undefined: it takes all names, as far as they are known. `applicationId` null: not known. */
export function refusedTopic(
  { stores, repartitions }: Pick<TopologyResult, 'stores' | 'repartitions'>,
  applicationId: string | null,
  version: KafkaVersion,
): TopologyResult['error'] {
  const topics = [...repartitions, ...stores.flatMap(({ changelog }) => (changelog === undefined ? [] : [changelog]))];
  for (const topic of topics.sort((a, b) => (a.suffix < b.suffix ? -1 : 1))) {
    const problem = problemOf(topic, applicationId, version);
    if (problem !== undefined)
      return { phase: 'REWRITE', type: 'InvalidTopicException', message: `Topic name ${problem}`, site: topic.site };
  }
  return undefined;
}

function problemOf({ suffix, reusesSourceTopic }: InternalTopic, applicationId: string | null, version: KafkaVersion): string | undefined {
  if (reusesSourceTopic || !isExact(suffix)) return undefined;
  const name = `${applicationId ?? '<application.id>'}-${suffix}`;
  // What is known of the name alone is enough.
  const known = `${applicationId ?? ''}-${suffix}`;
  const modern = version.since('3.3');
  if (known.length > longest)
    return modern
      ? `is invalid: the length of '${name}' is longer than the max allowed length ${longest}`
      : `is illegal, it can't be longer than ${longest} characters, ${version.since('3.0') ? 'Topic' : 'topic'} name: ${name}`;
  if (illegal.test(known))
    return modern
      ? `is invalid: '${name}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'`
      : `"${name}" is illegal, it contains a character other than ASCII alphanumerics, '.', '_' and '-'`;
  return undefined;
}

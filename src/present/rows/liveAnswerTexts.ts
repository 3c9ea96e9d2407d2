/** What a running application's answer says of itself, in sentences: where a key is, and what to do where an instance did not answer. */
import { assertNever } from '../../base/assertNever.js';
import { plural } from '../../core/features/words.js';
import type { LivePlace, LiveReason, LiveResult } from '../../live/client/liveResult.js';

/** Why an instance did not answer, and what a person can do about it. */
export function reasonText(reason: LiveReason): string {
  switch (reason) {
    case 'rebalancing':
      return 'its tasks move: ask again in some seconds, or take stale answers';
    case 'restoring':
      return 'it restores the store: ask again later, or take stale answers';
    case 'not-started':
      return 'it starts, or was stopped: ask again, or look at its log';
    case 'unreachable':
      return 'it cannot be reached: check that its endpoint listens at this address (kslens endpoint), and that this machine may reach it';
    case 'unknown-store':
      return 'it has no such store: check the name, and that its code is of the same version as the others';
    case 'wrong-kind':
      return 'its store is of a kind that takes other questions';
    case 'serde':
      return 'it cannot read the key: say the serde of keys to the endpoint (keys), or give a key of that kind';
    case 'unauthorized':
      return 'it wants a token: kslens query --url sends the one of KSLENS_ENDPOINT_TOKEN';
    case 'not-agreed':
      return 'it is not asked before you agree to it';
    case 'failed':
      return 'it answered with an error: the warnings have its words';
    default:
      return assertNever(reason);
  }
}

/** In which partition the key is, who says so, and who has it. */
export function livePlaceText({ computed, said, partitions, why }: LivePlace, { route }: LiveResult['source']): string {
  const served = route.map(({ partition, host, role, lag }) =>
    partition < 0
      ? `${host} has it`
      : `${host} answered for partition ${partition} as ${role}${lag === null ? '' : `, ${lag} offsets behind`}`,
  );
  const of = plural(partitions, 'partition', 'partitions');
  const placed =
    computed === null
      ? []
      : [
          `by Kafka's partitioner (murmur2 of the key's bytes, ${of}) the key is in partition ${computed}`,
          said === null
            ? 'the application names none (queryMetadataForKey)'
            : said === computed
              ? 'the application says the same (queryMetadataForKey)'
              : `the application says ${said} (queryMetadataForKey)`,
        ];
  return [...placed, ...(why === null ? [] : [why]), ...served].join('; ');
}

/** Where the key is, and how long each instance took. */
export function explainLines({ place, source, timings }: LiveResult): string[] {
  return [
    ...(place === null ? ['the question is about several keys: each partition was asked'] : [livePlaceText(place, source)]),
    ...timings.map(
      ({ host, questions, slowestMs }) =>
        `${host}: ${plural(questions, 'question', 'questions')}, the slowest answered in ${Math.round(slowestMs)} ms`,
    ),
  ];
}

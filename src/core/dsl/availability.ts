/** Which versions of the library have a method. */
import type { KafkaVersion } from '../kafkaVersion.js';
import type { DslMethod } from '../operators/operator.js';
import type { DslCall } from './api.js';
import { graphsOfHandle, type Handle } from './handles.js';

/** Says where the program uses what its version of the library does not have: it would not compile, so its names are in doubt. */
export function checkAvailable(handle: Handle, { since, until }: DslMethod, { method, site }: DslCall): void {
  for (const graph of graphsOfHandle(handle)) {
    const { version } = graph;
    const uses = `the project uses ${version.text}`;
    if (since !== undefined && !version.since(since))
      graph.gap(`${handle.type}.${method}() came with Kafka Streams ${since}, ${uses}`, site);
    if (until !== undefined && isPast(version, until))
      graph.gap(`${handle.type}.${method}() is gone since Kafka Streams ${majorAfter(until)}, ${uses}`, site);
  }
}

/** Later than the last version that has something, patches of which still have it. */
export function isPast(version: KafkaVersion, until: string): boolean {
  const [major, minor] = until.split('.');
  return version.since(`${major}.${Number(minor) + 1}`);
}

/** The library takes methods away in major versions only. */
function majorAfter(version: string): string {
  return `${Number.parseInt(version, 10) + 1}.0`;
}

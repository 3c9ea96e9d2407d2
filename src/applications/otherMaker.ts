/** Code beside an application's own: what it makes is not left behind, whoever's name it begins with. */
import type { TopologyReport } from '../core/report.js';
import { toExpectedApplication } from './expectedStores.js';

/** In words, who of the other code makes a topic of an application's, or may make it; undefined: nobody. */
export function otherMakerOf(application: string, topic: string, others: readonly TopologyReport[]): string | undefined {
  return others.flatMap((other) => {
    const id = other.applicationId ?? application;
    const { stores, repartitions, complete } = toExpectedApplication(id, [other]);
    const isNamed = [...stores, ...repartitions].some((one) => one.couldBe(topic));
    const mayBe = other.applicationId !== null && !complete && topic.startsWith(`${id}-`);
    if (!isNamed && !mayBe) return [];
    return [other.applicationId ?? `${other.entry.symbol}, whose application id is not known,`];
  })[0];
}

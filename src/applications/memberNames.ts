/** How tasks and instances are named and ordered. */
import { serverText } from './applicationServer.js';
import type { Instance, TaskId } from './model.js';

/** As Kafka Streams names it: sub-topology and partition, as in `0_3`. */
export const taskName = ({ subtopology, partition }: TaskId): string => `${subtopology}_${partition}`;

/** `application.server` where it is an address; undefined: nobody can be asked. */
export const serverOf = ({ endpoint }: Pick<Instance, 'endpoint'>): string | undefined =>
  endpoint === null || 'notAnAddress' in endpoint ? undefined : serverText(endpoint);

/** `application.server`, else the address that it connects from. */
export const hostOf = (instance: Pick<Instance, 'endpoint' | 'clientHost'>): string => serverOf(instance) ?? instance.clientHost;

/** By sub-topology as a number, then by partition. */
export const byTask = (a: TaskId, b: TaskId): number =>
  a.subtopology.localeCompare(b.subtopology, 'en', { numeric: true }) || a.partition - b.partition;

/** How tasks and instances are named and ordered. */
import type { Instance, TaskId } from './model.js';

/** As Kafka Streams names it: sub-topology and partition, as in `0_3`. */
export const taskName = ({ subtopology, partition }: TaskId): string => `${subtopology}_${partition}`;

/** `application.server`, else the address that it connects from. */
export const hostOf = ({ endpoint, clientHost }: Pick<Instance, 'endpoint' | 'clientHost'>): string =>
  endpoint === null ? clientHost : `${endpoint.host}:${endpoint.port}`;

/** By sub-topology as a number, then by partition. */
export const byTask = (a: TaskId, b: TaskId): number =>
  a.subtopology.localeCompare(b.subtopology, 'en', { numeric: true }) || a.partition - b.partition;

/**
 * What makes a table keep a store that it would not keep by itself. Resolved when build() writes, so the order of calls does not matter.
 * Source: KTableImpl.valueGetterSupplier and enableSendingOldValues, KTableProcessorSupplier.view of each operator.
 */
import type { KTable } from './handles.js';
import type { KafkaVersion } from '../kafkaVersion.js';

/** An operator reads the table's current value: gives the stores it reads. */
export function readValues(table: KTable): readonly string[] {
  const { origin } = table;
  switch (origin.kind) {
    case 'source':
      origin.materialized = true;
      return [origin.store.name];
    case 'stored':
      return [origin.store];
    case 'derived':
      return origin.store === undefined ? readValues(origin.parent) : [origin.store];
    case 'joined':
      return origin.store === undefined ? [...new Set(origin.parents.flatMap((parent) => readValues(parent)))] : [origin.store];
    case 'suppressed':
      return [origin.buffer, ...readValues(origin.parent)];
    case 'unknown':
      return [];
  }
}

/** An operator needs the value before each change, too. */
export function requireOldValues(table: KTable, version: KafkaVersion): void {
  const { origin } = table;
  switch (origin.kind) {
    case 'source':
      origin.materialized = true;
      return;
    case 'derived':
      // Up to 2.6 the request went on through a table that has a store.
      if (origin.store === undefined || !version.since('2.7')) requireOldValues(origin.parent, version);
      return;
    case 'joined':
      for (const parent of origin.parents) requireOldValues(parent, version);
      return;
    case 'suppressed':
      requireOldValues(origin.parent, version);
      return;
    case 'stored':
    case 'unknown':
      return;
  }
}

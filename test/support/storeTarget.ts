/** A store of which nothing is known but its topic. */
import { targetOfChangelog } from '../../src/store/findStoreTarget.js';
import type { StoreTarget } from '../../src/store/query.js';

export const unknownTarget = (topic: string, known: Partial<StoreTarget> = {}): StoreTarget => ({
  ...targetOfChangelog(topic),
  application: 'app',
  store: topic,
  ...known,
});

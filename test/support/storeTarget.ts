/** A store of which nothing is known but its topic. */
import type { StoreTarget } from '../../src/store/query.js';

export const unknownTarget = (topic: string, known: Partial<StoreTarget> = {}): StoreTarget => ({
  application: 'app',
  store: topic,
  topic,
  isSourceTopic: false,
  kind: null,
  kindOrigin: 'topic',
  retentionMs: null,
  windowSizeMs: null,
  timeFirst: null,
  sourceTopics: [],
  keyedByInput: null,
  keySerde: null,
  valueSerde: null,
  ...known,
});

/** Plans of changes, as a cluster would give them. */
import type { ChangePlan } from '../../src/operate/change.js';

type PlanOf<K extends ChangePlan['kind']> = Extract<ChangePlan, { readonly kind: K }>;

const content = { ranges: [], records: 12, keys: 3, bytes: 2048, newest: Date.UTC(2026, 0, 2, 3, 4, 5) };

export const movePlan: PlanOf<'move'> = {
  kind: 'move',
  application: 'shop',
  from: 'shop-old-changelog',
  to: 'shop-new-changelog',
  owners: ['shop'],
  partitions: 2,
  replicas: 1,
  configs: { 'cleanup.policy': 'compact' },
  content,
  target: null,
  retentionMs: null,
  historyFrom: null,
  refusal: null,
};

export const deletionPlan: PlanOf<'deletion'> = {
  kind: 'deletion',
  application: 'shop',
  topics: [
    { name: 'shop-old-changelog', partitions: 2, content },
    { name: 'shop-older-changelog', partitions: 1, content: { kind: 'notFound', message: 'It is gone.' } },
  ],
  unsure: [],
  code: { hasUnknownNames: false },
  refusal: null,
};

export const resetPlan: PlanOf<'reset'> = {
  kind: 'reset',
  application: 'shop',
  offsets: [{ topic: 'orders', partition: 0, offset: 0 }],
  missingInputs: ['gone'],
  deleted: ['shop-x-changelog'],
  isNamed: false,
  perhapsOf: new Map(),
  refusal: null,
};

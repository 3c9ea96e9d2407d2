import { describe, expect, it } from 'vitest';
import { findOwners } from '../../src/applications/internalTopics.js';

const ownersOf = (topics: readonly string[], ids: readonly string[], claims?: ReadonlyMap<string, string>): Record<string, string[]> => {
  const { byApplication, unclaimed } = findOwners(topics, ids, claims);
  const owners = [...byApplication].map(([id, list]) => [id, list.map(({ topic, name }) => `${topic} (${name})`)] as const);
  return { ...Object.fromEntries(owners), nobody: [...unclaimed] };
};

describe('internal topics', () => {
  it('go to the longest id that their names start with', () => {
    expect(ownersOf(['a-b-c-changelog', 'a-x-changelog', 'a-b-r-repartition'], ['a', 'a-b'])).toEqual({
      'a-b': ['a-b-c-changelog (c)', 'a-b-r-repartition (r)'],
      a: ['a-x-changelog (x)'],
      nobody: [],
    });
  });

  it('go to who says that it uses them', () => {
    expect(ownersOf(['a-b-c-changelog'], ['a', 'a-b'], new Map([['a-b-c-changelog', 'a']]))).toEqual({
      a: ['a-b-c-changelog (b-c)'],
      'a-b': [],
      nobody: [],
    });
  });

  it('are nobody’s where no id is known, and others are not theirs', () => {
    expect(ownersOf(['a-b-changelog', 'ab-c-changelog', 'a-changelog', 'orders', 'changelog'], ['a'])).toEqual({
      a: ['a-b-changelog (b)'],
      nobody: ['a-changelog', 'ab-c-changelog'],
    });
  });

  it('of foreign-key joins are known', () => {
    const topics = [
      'a-KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000005-topic',
      'a-j-subscription-registration-topic',
      'a-j-subscription-response-topic',
    ];
    expect(ownersOf(topics, ['a'])).toEqual({
      a: [
        'a-KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000005-topic (KTABLE-FK-JOIN-SUBSCRIPTION-REGISTRATION-0000000005)',
        'a-j-subscription-registration-topic (j)',
        'a-j-subscription-response-topic (j)',
      ],
      nobody: [],
    });
  });
});

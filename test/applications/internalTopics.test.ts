import { describe, expect, it } from 'vitest';
import { findOwners, type SaidOfOwners } from '../../src/applications/internalTopics.js';

const ownersOf = (topics: readonly string[], ids: readonly string[], said?: SaidOfOwners): Record<string, string[]> => {
  const { byApplication, unclaimed } = findOwners(topics, ids, said);
  const owners = [...byApplication].map(([id, list]) => [id, list.map(({ topic, name }) => `${topic} (${name})`)] as const);
  return { ...Object.fromEntries(owners), nobody: [...unclaimed] };
};

const nothing: SaidOfOwners = { claims: new Map(), exact: new Set(), read: new Set() };

describe('internal topics', () => {
  it('may be of each id that their names start with', () => {
    expect(ownersOf(['a-b-c-changelog', 'a-x-changelog', 'a-b-r-repartition'], ['a', 'a-b'])).toEqual({
      'a-b': ['a-b-c-changelog (c)', 'a-b-r-repartition (r)'],
      a: ['a-b-c-changelog (b-c)', 'a-b-r-repartition (b-r)', 'a-x-changelog (x)'],
      nobody: [],
    });
    const { byApplication } = findOwners(['a-b-c-changelog', 'a-x-changelog'], ['a', 'a-b']);
    expect(byApplication.get('a')!.map(({ others }) => others)).toEqual([['a-b'], []]);
  });

  it('are not of who has named all that it uses, while another may have them', () => {
    const said = (...exact: readonly string[]): SaidOfOwners => ({ ...nothing, exact: new Set(exact) });
    expect(ownersOf(['a-b-c-changelog'], ['a', 'a-b'], said('a-b'))).toMatchObject({ a: ['a-b-c-changelog (b-c)'], 'a-b': [] });
    expect(ownersOf(['a-b-c-changelog'], ['a', 'a-b'], said('a'))).toMatchObject({ a: [], 'a-b': ['a-b-c-changelog (c)'] });
    expect(ownersOf(['a-b-c-changelog'], ['a', 'a-b'], said('a', 'a-b'))).toMatchObject({ a: [], 'a-b': ['a-b-c-changelog (c)'] });
  });

  it('are the input of who reads them, where all whose they may be have named other topics', () => {
    const topic = 'a-b.in-repartition';
    const read = { ...nothing, read: new Set([topic]) };
    expect(ownersOf([topic], ['a', 'a-b'], { ...read, exact: new Set(['a']) })).toEqual({ a: [], 'a-b': [], nobody: [topic] });
    expect(ownersOf([topic], ['a', 'a-b'], read)).toEqual({ a: [`${topic} (b.in)`], 'a-b': [], nobody: [] });
  });

  it('go to who says that it uses them', () => {
    expect(ownersOf(['a-b-c-changelog'], ['a', 'a-b'], { ...nothing, claims: new Map([['a-b-c-changelog', 'a']]) })).toEqual({
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

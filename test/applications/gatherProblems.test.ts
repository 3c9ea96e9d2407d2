import { expect, it } from 'vitest';
import { gatherProblems } from '../../src/applications/gatherProblems.js';
import { errorOfCode, rights } from '../../src/kafka/protocol/errorCodes.js';

it('says one cause once, and of how much it holds', () => {
  const configs = ['a', 'b', 'c'].map((name) => ({
    what: `configuration of ${name}`,
    error: errorOfCode(29, `the configuration of topic ${name}`, null, rights.configs),
  }));
  const group = { what: 'group shop', error: errorOfCode(30, 'group shop') };
  const twice = { what: 'group shop', error: errorOfCode(30, 'group shop') };
  const found = gatherProblems([...configs, group, twice]);
  expect(found.map(({ what }) => what)).toEqual(['configuration of a and 2 more', 'group shop']);
  expect(found[0]!.error.advice).toBe('The user needs the permission DescribeConfigs on the topic.');
});

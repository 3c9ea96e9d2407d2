import { expect, test } from 'vitest';
import type { SourceUnit } from '../../../src/core/form/form.js';
import type { Exploration } from '../../../src/core/evaluate/explore.js';
import { createExplorationMemory } from '../../../src/core/evaluate/explorationMemory.js';

const unit = (file: string): SourceUnit => ({ file, language: 'java', packageName: '', imports: [], classes: [], problems: [] }) as never;
const exploration = { steps: 1 } as Exploration;

test('an entry is followed again once a file whose code it ran is another', () => {
  const units = new Map([
    ['Orders.java', unit('Orders.java')],
    ['Names.java', unit('Names.java')],
    ['Other.java', unit('Other.java')],
  ]);
  const unitOf = (file: string): SourceUnit | undefined => units.get(file);
  const memory = createExplorationMemory();
  expect(memory.find('Orders.main', unitOf)).toBeUndefined();
  memory.keep('Orders.main', exploration, new Map(['Orders.java', 'Names.java'].map((file) => [file, unitOf(file)])));
  units.set('Other.java', unit('Other.java'));
  expect(memory.find('Orders.main', unitOf)).toBe(exploration);
  expect(memory.found).toBe(1);
  units.set('Names.java', unit('Names.java'));
  expect(memory.find('Orders.main', unitOf)).toBeUndefined();
  expect(memory.found).toBe(1);
});

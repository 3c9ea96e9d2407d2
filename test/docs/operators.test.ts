/** docs/operators.md is what the records of operators say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toOperatorsPage } from '../../scripts/operatorsPage.js';

test('the page is what `npm run operators` writes', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/operators.md'), 'utf8')).toBe(toOperatorsPage());
});

/** What the JDK's methods give: the tables of expressions. */
import { afterAll, describe, expect, test } from 'vitest';
import { readTables } from './expressions.js';
import { createReader } from './ours.js';

const reader = await createReader();
afterAll(() => reader.dispose());

describe.each(readTables())('$path', ({ rows }) => {
  test.each(rows)('$expression', ({ expression, printed }) => {
    expect(reader.read(expression)).toBe(printed.startsWith('?') ? '?' : printed);
  });
});

import { expect, test } from 'vitest';
import { codeSpan, plainText } from '../../src/present/markdown.js';

test.each([
  ['orders', '`orders`'],
  ['a`b', '``a`b``'],
  ['a``b`c', '```a``b`c```'],
  ['`', '`` ` ``'],
  ['a\nb', '`a b`'],
  ['', '`  `'],
])('shows %j as code', (text, expected) => {
  expect(codeSpan(text)).toBe(expected);
});

test.each([
  ['[x](command:evil)', String.raw`\[x\]\(command\:evil\)`],
  ['<img src=x>', String.raw`\<img src=x\>`],
  ['a\n# b', String.raw`a \# b`],
  ['**b** $(alert)', String.raw`\*\*b\*\* \$\(alert\)`],
])('shows %j as text', (text, expected) => {
  expect(plainText(text)).toBe(expected);
});

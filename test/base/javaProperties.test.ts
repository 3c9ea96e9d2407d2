import { describe, expect, it } from 'vitest';
import { parseJavaProperties } from '../../src/base/javaProperties.js';

const read = (text: string): Record<string, string> => Object.fromEntries(parseJavaProperties(text));

// The expectations are what java.util.Properties#load of JDK 17 gives for the same texts.
describe('parseJavaProperties', () => {
  it('takes =, : and white space as separators', () => {
    expect(read('a=1\nb : 2\nc 3\nd\te\nf = = g')).toEqual({ a: '1', b: '2', c: '3', d: 'e', f: '= g' });
  });
  it('leaves out comments and blank lines, and keeps trailing blanks of values', () => {
    expect(read('# a=1\n  ! b=2\n\n  c=3  \n')).toEqual({ c: '3  ' });
  });
  it('joins continued lines without the indent of what follows', () => {
    expect(read('topics = a,\\\n    b,\\\n  # c\nnext=1')).toEqual({ topics: 'a,b,# c', next: '1' });
  });
  it('reads escapes in keys and values', () => {
    expect(read('a\\ b\\:c=x\\ty\\u00e9\\\\z\npath=C:\\\\temp')).toEqual({ 'a b:c': 'x\tyé\\z', path: 'C:\\temp' });
  });
  it('keeps the last of several entries, reads \\r and \\r\\n, an empty value and a missing one', () => {
    expect(read('a=1\r\na=2\rb=\rc')).toEqual({ a: '2', b: '', c: '' });
  });
  it('ends a line at a backslash only where it is not itself escaped', () => {
    expect(read('a=x\\\\\nb=1')).toEqual({ a: 'x\\', b: '1' });
  });
});

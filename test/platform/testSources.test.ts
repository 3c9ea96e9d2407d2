import { describe, expect, it } from 'vitest';
import { importsTestFramework } from '../../src/platform/files/testSources.js';

describe('a file that imports a framework for tests is a test', () => {
  it.each([
    ['import org.junit.jupiter.api.Test;\nclass A { @Test void a() {} }'],
    ['import static org.junit.Assert.assertEquals;\nclass A { { assertEquals(1, 1); } }'],
    ['import org.testng.annotations.*;\nclass A {}'],
    ['/* licence */ package a;\nimport java.util.List;\nimport org.junit.Rule;\nclass A { String s = "/*"; @Rule Object o; }'],
  ])('%s', (text) => expect(importsTestFramework(text)).toBe(true));
});

describe('but not where it', () => {
  it.each([
    ['is in a comment', '/*\nimport org.junit.Test;\n*/\nclass A { @Test void a() {} }'],
    ['is in a comment of a line', '// import org.junit.Test;\nclass A { @Test void a() {} }'],
    ['is not used', 'import org.junit.Test;\nclass A {}'],
    ['names another framework', 'import org.junited.Test;\nclass A { @Test void a() {} }'],
  ])('%s', (_, text) => expect(importsTestFramework(text)).toBe(false));
});

it('takes one look at each word, however many imports and comments there are', () => {
  const imports = Array.from({ length: 20_000 }, (_, i) => `import org.junit.T${i};`).join('\n');
  expect(importsTestFramework(`${imports}\n${'/*'.repeat(100_000)}`)).toBe(false);
});

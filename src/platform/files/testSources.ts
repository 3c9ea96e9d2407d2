/** Which Java files are tests: the topologies that they build are no application's. */

const testFolder = /(?:^|\/)src\/(?:test|it|[a-z]+Test|[a-z]*[tT]estFixtures)\//;
const mainFolder = /(?:^|\/)src\/main\//;
const testName = /(?:Test|Tests|TestCase|IT)\.java$/;
const testImport = /^[^\S\r\n\u2028\u2029]*import\s+(?:static\s+)?(?:org\.junit|org\.testng)\b((?:\.\w+)*(?:\.\*)?)/gm;

/** By the file's path (forward slashes), from the folder that was named. */
export function isTestPath(file: string): boolean {
  return testFolder.test(file) || (testName.test(file) && !mainFolder.test(file));
}

/** It imports one of the frameworks for tests, and uses what it imports; an import in a comment, or left behind, makes no test. */
export function importsTestFramework(text: string): boolean {
  const imported = new Set<string>();
  for (const [, path = ''] of withoutBlockComments(text).matchAll(testImport)) {
    const name = path.slice(path.lastIndexOf('.') + 1);
    if (name === '*') return true;
    imported.add(name);
  }
  if (imported.size === 0) return false;
  const met = new Set<string>();
  for (const [word] of text.matchAll(/\w+/g)) {
    if (!imported.has(word)) continue;
    // Once in its import, and once more where it is used.
    if (met.has(word)) return true;
    met.add(word);
  }
  return false;
}

/** Texts may hold what looks like the start of a comment, but not before the imports. A comment that is not closed is none. */
function withoutBlockComments(text: string): string {
  let rest = '';
  let from = 0;
  for (let at = text.indexOf('/*'); at >= 0; at = text.indexOf('/*', from)) {
    const end = text.indexOf('*/', at + 2);
    if (end < 0) break;
    rest += `${text.slice(from, at)} `;
    from = end + 2;
  }
  return rest + text.slice(from);
}

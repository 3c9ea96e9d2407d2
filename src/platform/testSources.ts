/** Which Java files are tests: the topologies that they build are no application's. */

const testFolder = /(?:^|\/)src\/(?:test|it|[a-z]+Test|[a-z]*[tT]estFixtures)\//;
const mainFolder = /(?:^|\/)src\/main\//;
const testName = /(?:Test|Tests|TestCase|IT)\.java$/;
const testImport = /^[^\S\r\n\u2028\u2029]*import\s+(?:static\s+)?(?:org\.junit|org\.testng)\b/m;

/** By the file's path (forward slashes), from the folder that was named. */
export function isTestPath(file: string): boolean {
  return testFolder.test(file) || (testName.test(file) && !mainFolder.test(file));
}

export function importsTestFramework(text: string): boolean {
  return testImport.test(text);
}

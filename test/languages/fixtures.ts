/** Small programs, one fact of Java each: `<topic>/<case>/App.java`, with more files where the fact needs them, and what the library makes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const folder = 'test/languages';
/** The version that the names were recorded with: they are the same in all. */
export const kafka = '4.3.0';

export interface Fixture {
  /** `topic/case` */
  readonly name: string;
  /** As a package names it, and the oracle: `topic.case.App`. */
  readonly entry: string;
  /** By path under `test/languages`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** `error` where the library throws instead. */
export interface Expectation {
  readonly names?: readonly string[];
  readonly error?: string;
}

/** Fixtures that are not said in full yet. Each entry must be true: what is better now is taken out. */
export interface NotYet {
  /** Something is not known, and the report says so. */
  readonly unknown: readonly string[];
  /** A name is said that the library does not make, or one is left out without a word. */
  readonly wrong: readonly string[];
}

export function readFixtures(): Fixture[] {
  const cases = foldersIn(folder).flatMap((topic) => foldersIn(join(folder, topic)).map((name) => `${topic}/${name}`));
  return cases.map((name) => ({
    name,
    entry: `${name.replace('/', '.')}.App`,
    texts: Object.fromEntries(javaFiles(name).map((path) => [path, readFileSync(join(folder, path), 'utf8')])),
  }));
}

export function expectationPath(fixture: Fixture): string {
  return join(folder, fixture.name, 'expected.json');
}

/** undefined: it has not been recorded. */
export function readExpectation(fixture: Fixture): Expectation | undefined {
  const path = expectationPath(fixture);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Expectation) : undefined;
}

export const notYetPath = join(folder, 'notYet.json');

export function readNotYet(): NotYet {
  return JSON.parse(readFileSync(notYetPath, 'utf8')) as NotYet;
}

function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function javaFiles(name: string): string[] {
  return readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.java'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

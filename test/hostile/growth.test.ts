/** Ten and a hundred times the input costs ten and a hundred times the steps: counted, whatever else the machine does. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/core/languages/java/lombok/config.js';
import { parentNames } from '../../src/platform/analysis/parentNames.js';
import { countSteps } from '../support/countSteps.js';
import { parseJavaProperties } from '../../src/base/javaProperties.js';
import { createPlaceholderFiller, splitPlaceholders } from '../../src/base/placeholders.js';
import { readCatalog } from '../../src/platform/project/gradleCatalog.js';
import { readGradleScript } from '../../src/platform/project/gradleScript.js';
import { parseHoconProperties } from '../../src/platform/project/hoconProperties.js';
import { mergeProperties } from '../../src/platform/project/mergeProperties.js';
import { createProjectReading, Unread } from '../../src/platform/project/projectReading.js';
import { plainScript } from '../../src/platform/project/scriptText.js';
import { parseYamlProperties } from '../../src/platform/project/yamlProperties.js';
import { createWorkspaceFiles } from '../../src/platform/files/workspaceFiles.js';

/** Some steps do not grow; none may grow with the square. */
const tolerance = 1.5;
const unit = 20;

/** Without the bounds that would end it early. */
const unbounded = () => createProjectReading(createWorkspaceFiles([import.meta.dirname]), Number.POSITIVE_INFINITY);
const free = (): void => undefined;
const asDocument = (text: string) => ({ file: '/a.properties', framework: true, profile: undefined, entries: parseJavaProperties(text) });

const readers: Readonly<Record<string, { read(text: string): unknown; readonly inputs: readonly ((n: number) => string)[] }>> = {
  'Java properties': {
    read: parseJavaProperties,
    inputs: [
      (n) => `a=${'\\'.repeat(n)}x`,
      (n) => '\\\n'.repeat(n),
      (n) => 'a=b\\\n c\n'.repeat(n),
      (n) => `${'\\u0061'.repeat(n)}=b`,
      (n) => 'a\\='.repeat(n),
    ],
  },
  placeholders: {
    read: splitPlaceholders,
    inputs: [
      (n) => '${'.repeat(n),
      (n) => '${a}'.repeat(n),
      (n) => `${'${a:'.repeat(n)}${'}'.repeat(n)}`,
      (n) => '{}'.repeat(n),
      (n) => '$'.repeat(n),
    ],
  },
  'properties that name each other': {
    read: (text) => mergeProperties([asDocument(text)], unbounded()),
    inputs: [
      (n) => `p0=x\n${Array.from({ length: n }, (_, i) => `p${i + 1}=\${p${i}}`).join('\n')}`,
      (n) => `p0=x\n${Array.from({ length: n }, (_, i) => `p${i + 1}=${`\${p${i}}`.repeat(10)}`).join('\n')}`,
      (n) => `a=${'${a}'.repeat(n)}`,
      (n) => `a=b\n${Array.from({ length: n }, (_, i) => `p${i}=\${a}\${q${i}}`).join('\n')}`,
    ],
  },
  'plain scripts': {
    read: plainScript,
    inputs: [
      (n) => '/*'.repeat(n),
      (n) => '/**/'.repeat(n),
      (n) => `"${'\\"'.repeat(n)}`,
      (n) => `'"\\`.repeat(n),
      (n) => ' '.repeat(n),
      (n) => `"'`.repeat(n),
      (n) => '//\n'.repeat(n),
    ],
  },
  'Gradle scripts': {
    read: readGradleScript,
    inputs: [
      (n) => 'libs.'.repeat(n),
      (n) => 'libs.a '.repeat(n),
      (n) => '"org.apache.kafka:kafka-streams:1.0.0" '.repeat(n),
      (n) => "a='1' ".repeat(n),
      (n) => Array.from({ length: n }, (_, i) => `a${i}='1'`).join(' '),
    ],
  },
  'version catalogs': {
    read: (text) => readCatalog(text, unbounded()),
    inputs: [
      (n) => `[libraries]\n${Array.from({ length: n }, (_, i) => `a${i} = "g:a:1"`).join('\n')}`,
      (n) =>
        `[plugins]\n${Array.from({ length: n }, (_, i) => `a${i} = { id = "org.springframework.boot", version.ref = "v" }`).join('\n')}`,
      (n) => `a${'.a'.repeat(n)} = 1`,
    ],
  },
  HOCON: {
    read: (text) => parseHoconProperties(text, free),
    inputs: [
      (n) => 'a{'.repeat(n),
      (n) => `a = "${'\\\\'.repeat(n)}"`,
      (n) => '${'.repeat(n),
      (n) => '"a" = 1\n'.repeat(n),
      (n) => `a { ${'b { c = 1 }\n'.repeat(n)} }`,
      (n) => 'a\n'.repeat(n),
    ],
  },
  YAML: {
    read: (text) => {
      try {
        return parseYamlProperties(text, 'spring', free);
      } catch (error) {
        // What is not valid YAML is refused, which must not take long either.
        if (error instanceof Unread) return undefined;
        throw error;
      }
    },
    inputs: [
      (n) => Array.from({ length: n }, (_, i) => `k${i}: v`).join('\n'),
      (n) => `a: [${'1,'.repeat(n)}]`,
      (n) => `a: [${','.repeat(n)}]`,
      (n) => '&a '.repeat(n),
      (n) => '---\na: 1\n'.repeat(n),
      (n) => `a: "${'\\x41'.repeat(n)}"`,
    ],
  },
};

describe.each(Object.entries(readers))('%s', (_, { read, inputs }) => {
  it.each(inputs.map((input) => [input(2), input] as const))('%j and more of it', (_small, input) => {
    const steps = (times: number): number => {
      const text = input(unit * times);
      return countSteps(() => read(text));
    };
    steps(1); // what is made once
    const base = steps(10);
    expect(base).toBeGreaterThan(0);
    expect(steps(100)).toBeLessThanOrEqual(tolerance * 10 * base);
  });
});

describe('the count itself', () => {
  const ratio = (run: (n: number) => unknown): number => {
    return countSteps(() => run(1000)) / countSteps(() => run(100));
  };
  it('sees loops in loops', () => {
    const pairs = (n: number): number => {
      let count = 0;
      for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) count += i ^ j;
      return count;
    };
    expect(ratio(pairs)).toBeGreaterThan(50);
  });
  it('sees one loop as one', () => {
    const sum = (n: number): number => {
      let count = 0;
      for (let i = 0; i < n; i++) count += i;
      return count;
    };
    expect(ratio(sum)).toBeLessThan(12);
  });
});

it.each(['extends ', 'implements A, ', '@Bean ', '@Produces\n', 'extends A { ', 'extends /*', 'implements "', "@Bean(' "])(
  'words of a scan, %j repeated, are read once',
  (word) => {
    const steps = (n: number): number => countSteps(() => parentNames(word.repeat(n)));
    steps(2); // what is made once
    expect(steps(20_000)).toBeLessThanOrEqual(tolerance * 10 * steps(2_000));
  },
);

describe('bounds', () => {
  it('a lombok.config that is more than is read is not followed', () => {
    const config = (lines: number) => readConfig([...Array(lines)].map((_, i) => `lombok.accessors.prefix += p${i}`));
    expect([config(100).isUnclear, config(10_000).isUnclear]).toEqual([false, true]);
  });
  it('a text that names others does not grow past its bound, nor do all of them together', () => {
    const texts = new Map(Array.from({ length: 100 }, (_, i) => [`b${i}`, '${a}${a}'.repeat(500)]));
    texts.set('a', 'x'.repeat(20));
    const filler = createPlaceholderFiller({
      find: (name) => texts.get(name),
      read: (inside) => ({ name: inside, otherwise: undefined }),
      keepsUnset: false,
    });
    const results = [...texts.keys()].map((name) => filler.valueOf(name));
    const filled = results.reduce((sum, value) => sum + (value?.ok === true ? value.value.length : 0), 0);
    expect(filled).toBeGreaterThan(900_000);
    expect(filled).toBeLessThanOrEqual(1024 * 1024 + 20);
    expect(results.at(-2)).toEqual({ ok: false, error: 'too long' });
  });
  it('a file does not cost what is there for the project', () => {
    const reading = createProjectReading(createWorkspaceFiles([import.meta.dirname]));
    const spend = reading.forFile();
    expect(() => spend(1e6)).toThrow(Unread);
    expect(() => reading.spend(1)).not.toThrow();
    expect(() => reading.spend(1e8)).toThrow(Unread);
  });
});

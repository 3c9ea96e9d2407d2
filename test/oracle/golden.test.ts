/** Every recorded answer of the real library, against our analysis of the same source. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createSourceEvaluator } from '../support/sourceEvaluator.js';
import type { OracleAnswer } from '../support/oracleAnswer.js';

const golden = join(dirname(fileURLToPath(import.meta.url)), 'golden');
const shown = 12;
const evaluator = await createSourceEvaluator();

/** What is recorded of a version; of 4.4.0 that is only what it does otherwise than 4.3.0. */
const recorded = readdirSync(golden).map((version) => [version, version] as const);

describe.each([...recorded, ['4.4.0', '4.3.0'] as const])('the library in version %s, as recorded of %s', (version, folder) => {
  const files = readdirSync(join(golden, folder)).filter((name) => name.endsWith('.json'));

  it.each(files.map((file) => file.slice(0, -'.json'.length)))('%s', (name) => {
    const answer = JSON.parse(readFileSync(join(golden, folder, `${name}.json`), 'utf8')) as OracleAnswer;
    const text = readFileSync(join(golden, folder, 'src', `${name.replace(/@.*/, '')}.java`), 'utf8');
    const differences = evaluator.differences({ ...answer, kafka: version }, text);
    expect(differences.slice(0, shown)).toEqual([]);
  });
});

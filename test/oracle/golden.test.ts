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

describe.each(readdirSync(golden))('the library in version %s', (version) => {
  const files = readdirSync(join(golden, version)).filter((name) => name.endsWith('.json'));

  it.each(files.map((file) => file.slice(0, -'.json'.length)))('%s', (name) => {
    const answer = JSON.parse(readFileSync(join(golden, version, `${name}.json`), 'utf8')) as OracleAnswer;
    const text = readFileSync(join(golden, version, 'src', `${name.replace(/@.*/, '')}.java`), 'utf8');
    const differences = evaluator.differences(answer, text);
    expect(differences.slice(0, shown)).toEqual([]);
  });
});

/** What the analysis says of the applications is what they made when they ran; whether they still do, the stage of the frameworks asks. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyser } from '../../src/core/analyser.js';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import { readGrammars } from '../support/sourceEvaluator.js';
import { applications, differencesFrom, recordedAnswers } from './applications.js';

let analyser: Analyser;
beforeAll(async () => {
  analyser = await createAnalyser(await readGrammars(), '0');
});
afterAll(() => analyser.dispose());

test.each(applications())('%s makes what is said', (name) => {
  expect(differencesFrom(recordedAnswers(name), analyser, name)).toEqual([]);
});

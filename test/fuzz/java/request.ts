/** A program of several files, to be analysed with the settings that the oracle runs it with. */
import type { AnalyseRequest } from '../../../src/core/analyser.js';
import { unknownSettings } from '../../support/sourceEvaluator.js';

/** Texts by class. */
export function requestForFiles(texts: Readonly<Record<string, string>>, kafka: string): AnalyseRequest {
  const files = Object.keys(texts)
    .map((name) => `${name}.java`)
    .sort();
  return {
    sources: {
      files,
      read(file) {
        const text = texts[file.slice(0, -'.java'.length)];
        return text === undefined ? undefined : { text };
      },
      findByClassName: (name) => files.filter((file) => file === `${name}.java` || file.endsWith(`/${name}.java`)),
    },
    settingsFor: () => ({ ...unknownSettings, kafkaVersion: { version: kafka, from: 'option' }, applicationId: 'app' }),
    includeTests: true,
  };
}

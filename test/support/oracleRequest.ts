import type { AnalyseRequest } from '../../src/core/analyser.js';
import type { OracleAnswer } from './oracleAnswer.js';
import { unknownSettings } from './sourceEvaluator.js';

/** The source of one answer, by the file name of its class. */
export function fileOf(answer: OracleAnswer): string {
  return `${answer.case.replace(/@.*/, '')}.java`;
}

/** The text alone, to be analysed with the settings that the oracle ran it with. */
export function requestFor(answer: OracleAnswer, text: string): AnalyseRequest {
  const file = fileOf(answer);
  return {
    sources: {
      files: [file],
      read: (path) => (path === file ? { text } : undefined),
      findByClassName: () => [],
      findByParent: () => [file],
    },
    settingsFor: () => ({
      ...unknownSettings,
      kafkaVersion: { version: answer.kafka, from: 'option' },
      applicationId: answer.applicationId,
      optimization: answer.props['topology.optimization'],
      configuration: answer.props,
      topologyConfigForParameter: answer.viaTopologyConfig === true,
    }),
    includeTests: true,
  };
}

/** A program of several files, texts by path, with the settings that the oracle runs it with when it is told nothing else. */
export function requestForTexts(texts: Readonly<Record<string, string>>, kafka: string): AnalyseRequest {
  const files = Object.keys(texts).sort();
  return {
    sources: {
      files,
      read(file) {
        const text = texts[file];
        return text === undefined ? undefined : { text };
      },
      findByParent: () => files,
      findByClassName: (name) => files.filter((file) => file === `${name}.java` || file.endsWith(`/${name}.java`)),
    },
    settingsFor: () => ({ ...unknownSettings, kafkaVersion: { version: kafka, from: 'option' }, applicationId: 'app' }),
    includeTests: true,
  };
}

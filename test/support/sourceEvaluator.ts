/** The analyser on one source text, with the settings that the oracle ran it with. */
import { readFile } from 'node:fs/promises';
import { languageFacts } from '../../src/core/languages/languageFacts.js';
import { createRequire } from 'node:module';
import type { ProjectSettings } from '../../src/core/analyser.js';
import type { Grammars } from '../../src/core/languages/tree/grammars.js';
import { evaluate } from '../../src/core/createAnalyser.js';
import type { EvaluatedTopology } from '../../src/core/evaluate/evaluateTopologies.js';
import { createParser } from '../../src/core/languages/tree/parser.js';
import { createKafkaVersion } from '../../src/core/kafkaVersion.js';
import { refusedTopic } from '../../src/core/reporting/refusedTopics.js';
import type { TopologyResult } from '../../src/core/topology/result.js';
import { createUnits } from '../../src/core/units.js';
import { compareWithOracle } from './compareWithOracle.js';
import type { OracleAnswer } from './oracleAnswer.js';

export interface SourceEvaluator {
  evaluate(file: string, text: string, settings: Partial<ProjectSettings>): EvaluatedTopology[];
  /** How our analysis of the program differs from what the library answered; empty where it does not. */
  differences(answer: OracleAnswer, text: string): string[];
}

export async function createSourceEvaluator(): Promise<SourceEvaluator> {
  const units = createUnits(await createParser(await readGrammars()));

  function evaluateSource(file: string, text: string, settings: Partial<ProjectSettings>): EvaluatedTopology[] {
    const sources = {
      files: [file],
      read: (path: string) => (path === file ? { text } : undefined),
      findByClassName: () => [],
      findByParent: () => [file],
    };
    const session = units.open(sources);
    try {
      return evaluate({ sources, settingsFor: () => ({ ...unknownSettings, ...settings }), includeTests: true }, session);
    } finally {
      session.close();
    }
  }

  return {
    evaluate: evaluateSource,
    differences(answer, text) {
      const name = answer.case.replace(/@.*/, '');
      const topologies = evaluateSource(`${name}.java`, text, {
        kafkaVersion: { version: answer.kafka, from: 'option' },
        applicationId: answer.applicationId,
        optimization: answer.props['topology.optimization'],
        configuration: answer.props,
        topologyConfigForParameter: answer.viaTopologyConfig === true,
      });
      const entries = topologies.filter((t) => [`${name}.build`, `${name}.buildTopology`, `${name}.topology`].includes(t.symbol));
      // An entry may make a second builder and drop it; the oracle saw the one that it returned.
      const compared = entries.map((t) => {
        const only = t.variants.length === 1 ? t.variants[0] : undefined;
        return only === undefined
          ? [`${t.variants.length} variants of ${t.symbol}`]
          : compareWithOracle(answer, withRefusedTopic(only.result, answer));
      });
      return (
        compared.sort((a, b) => a.length - b.length)[0] ?? [
          `no topology found; only ${topologies.map((t) => t.symbol).join(', ') || 'nothing'}`,
        ]
      );
    },
  };
}

/** As the report says it: the topics' names are looked at when the application starts. */
function withRefusedTopic(result: TopologyResult, { applicationId, kafka }: OracleAnswer): TopologyResult {
  return { ...result, error: result.error ?? refusedTopic(result, applicationId, createKafkaVersion(kafka)) };
}

/** A project of which nothing is known. */
export const unknownSettings: ProjectSettings = {
  kafkaVersion: undefined,
  applicationId: undefined,
  applicationIdFrom: undefined,
  optimization: undefined,
  configuration: {},
  properties: {},
  propertyFiles: {},
};

export async function readGrammars(): Promise<Grammars> {
  const require = createRequire(import.meta.url);
  const read = (file: string): Promise<Uint8Array> => readFile(require.resolve(file));
  const languages = languageFacts.map(async ({ id, grammar }) => [id, await read(grammar)] as const);
  return { runtime: await read('web-tree-sitter/web-tree-sitter.wasm'), languages: new Map(await Promise.all(languages)) };
}

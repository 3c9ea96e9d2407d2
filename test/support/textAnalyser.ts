/** The analyser on texts in memory, with the settings of a project of which nothing is known but the version. */
import type { AnalyseRequest } from '../../src/core/analyser.js';
import { createAnalyser, type Limits } from '../../src/core/createAnalyser.js';
import type { FixAsk } from '../../src/core/fixes/fixAsk.js';
import type { FixPlan } from '../../src/core/fixes/planFix.js';
import type { Report } from '../../src/core/report.js';
import { readGrammars, unknownSettings } from './sourceEvaluator.js';

/** Texts by path. */
export type Texts = Readonly<Record<string, string>>;

export interface TextAnalyser {
  analyse(texts: Texts, properties?: Readonly<Record<string, string>>): Report;
  planFix(texts: Texts, ask: FixAsk): FixPlan;
  dispose(): void;
}

export async function createTextAnalyser(limits?: Limits): Promise<TextAnalyser> {
  const analyser = await createAnalyser(await readGrammars(), '0', limits);
  return {
    analyse: (texts, properties) => analyser.analyse(toRequest(texts, properties)),
    planFix: (texts, ask) => analyser.planFix(toRequest(texts), ask),
    dispose: () => analyser.dispose(),
  };
}

function toRequest(texts: Texts, properties: Readonly<Record<string, string>> = {}): AnalyseRequest {
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
    settingsFor: () => ({ ...unknownSettings, properties, kafkaVersion: { version: '4.3.0', from: 'option' } }),
    includeTests: true,
  };
}

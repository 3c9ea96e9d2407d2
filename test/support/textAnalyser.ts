/** The analyser on texts in memory, with the settings of a project of which nothing is known but the version. */
import { groupBy } from '../../src/base/groupBy.js';
import { once } from '../../src/base/once.js';
import type { AnalyseRequest, ProjectSettings } from '../../src/core/analyser.js';
import { createAnalyser, type Limits } from '../../src/core/createAnalyser.js';
import { wordsIn } from '../../src/core/form/words.js';
import type { FixAsk } from '../../src/core/fixes/fixAsk.js';
import type { FixPlan } from '../../src/core/fixes/planFix.js';
import type { Report } from '../../src/core/report.js';
import { readGrammars, unknownSettings } from './sourceEvaluator.js';

/** Texts by path. */
export type Texts = Readonly<Record<string, string>>;

export interface TextAnalyser {
  analyse(texts: Texts, properties?: Readonly<Record<string, string>>, settings?: Partial<ProjectSettings>): Report;
  planFix(texts: Texts, ask: FixAsk): FixPlan;
  dispose(): void;
}

export async function createTextAnalyser(limits?: Limits): Promise<TextAnalyser> {
  const analyser = await createAnalyser(await readGrammars(), '0', limits);
  return {
    analyse: (texts, properties, settings) => analyser.analyse(toRequest(texts, properties, settings)),
    planFix: (texts, ask) => analyser.planFix(toRequest(texts), ask),
    dispose: () => analyser.dispose(),
  };
}

function toRequest(
  texts: Texts,
  properties: Readonly<Record<string, string>> = {},
  settings: Partial<ProjectSettings> = {},
): AnalyseRequest {
  const files = Object.keys(texts).sort();
  const byName = groupBy(files, (file) => file.slice(file.lastIndexOf('/') + 1));
  const byWord = once(() => {
    const pairs = files.flatMap((file) => [...new Set(wordsIn(texts[file]!))].map((word) => ({ word, file })));
    return new Map([...groupBy(pairs, ({ word }) => word)].map(([word, all]) => [word, all.map(({ file }) => file)]));
  });
  return {
    sources: {
      files,
      read(file) {
        const text = texts[file];
        return text === undefined ? undefined : { text };
      },
      findByParent: (name) => byWord().get(name) ?? [],
      findByClassName: (name) => byName.get(`${name}.java`) ?? [],
    },
    settingsFor: () => ({ ...unknownSettings, properties, kafkaVersion: { version: '4.3.0', from: 'option' }, ...settings }),
    includeTests: true,
  };
}

/** What is known of the application's stores before one is read: by its code, as the analyser reads it, or by the cluster alone. */
import { join } from 'node:path';
import { createAnalyser } from '../../../src/core/createAnalyser.js';
import type { TopologyReport } from '../../../src/core/report.js';
import { readGrammars } from '../../../src/platform/analysis/grammars.js';
import { openProject } from '../../../src/platform/analysis/openProject.js';
import { readToolVersion } from '../../../src/platform/toolVersion.js';
import { findStoreTarget } from '../../../src/store/findStoreTarget.js';
import type { StoreTarget } from '../../../src/store/query.js';
import type { EveryStoreRun, EveryStoreStore } from './everyStore.mjs';

/** Of the application in `java`; its stores of 4.3 are made by reflection, which the analyser does not follow. */
export async function analyseApplication(): Promise<readonly TopologyReport[]> {
  const folder = join(import.meta.dirname, 'java');
  const options = { kafkaVersion: undefined, applicationId: undefined, optimization: 'all', includeTests: true };
  const { sources, settingsFor, complete } = openProject([folder], folder, options);
  const analyser = await createAnalyser(await readGrammars(), readToolVersion());
  try {
    return complete(analyser.analyse({ sources, settingsFor, includeTests: true })).topologies;
  } finally {
    analyser.dispose();
  }
}

/** undefined: nothing but the code says what the store's topic is. `topologies` empty: the code is not known. */
export function targetOf(
  run: EveryStoreRun,
  store: EveryStoreStore,
  topics: readonly string[],
  topologies: readonly TopologyReport[],
): StoreTarget | undefined {
  const found = findStoreTarget({ application: run.applicationId, store: store.name, topics, knownIds: [run.applicationId], topologies });
  if (!found.ok) return undefined;
  if (topologies.length === 0 || found.value.kindOrigin === 'code') return found.value;
  // What no code says, a person does.
  return {
    ...found.value,
    kind: store.kind,
    kindOrigin: 'chosen',
    windowSizeMs: store.windowSizeMs,
    keySerde: { name: store.keySerde, origin: 'chosen' },
    valueSerde: { name: store.valueSerde, origin: 'chosen' },
  };
}

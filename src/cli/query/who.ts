/** kslens who */
import { safeJson, shortText, printable } from '../../base/printable.js';
import { succeed } from '../../base/result.js';
import { createSessionReader } from '../../platform/cluster/createSessionReader.js';
import type { QueryProgress, QueryResult, StoreTarget } from '../../store/query.js';
import { keyText } from '../../present/rows/keyText.js';
import { placeText } from '../../present/rows/placeText.js';
import { withCluster } from '../cluster/withCluster.js';
import { CommandLineError } from '../commandLineError.js';
import { interruptible } from '../interruptible.js';
import type { GivenOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { findKeyHolders, holdersJson, placeLines, type KeyHolders } from './keyHolders.js';
import { progressText } from './progressText.js';
import { toTargetFinder } from './storeOfOptions.js';

/** Enough to see which key a text was taken for. */
const rowsRead = 20;

export async function who(given: GivenOptions, terminal: Terminal): Promise<number> {
  const [key = '', ...more] = given.paths;
  if (more.length > 0) throw new CommandLineError(`who takes one key, not '${given.paths.join(' ')}'; quote a key that has spaces`);
  const findTarget = await toTargetFinder('who', given, terminal);
  await withCluster('who', given, terminal, async (cluster, settings) => {
    const target = await findTarget(cluster);
    if (!target.ok) return target;
    const reader = createSessionReader(cluster, settings);
    try {
      return await interruptible(async ({ signal }) => {
        const call = { signal, onProgress: (progress: QueryProgress) => terminal.progress(progressText(progress)) };
        const query = { target: target.value, operation: { kind: 'get', key: { text: key } }, asOf: null, limit: rowsRead } as const;
        const result = await reader.query({ ...query, cursor: null, withBytes: false, withExpired: true }, call);
        if (!result.ok) return result;
        const holders = await findKeyHolders(cluster, target.value, result.value.place, call);
        terminal.print(
          given.text('format') === 'json' ? whoJson(key, target.value, result.value, holders) : whoText(key, result.value, holders),
        );
        for (const warning of result.value.warnings) terminal.say(printable(`kslens: ${warning}`));
        return succeed(undefined);
      });
    } finally {
      await reader.close();
    }
  });
  return 0;
}

function whoText(key: string, result: QueryResult, holders: KeyHolders | null): string {
  const { application, store, rows, place, serdes } = result;
  const [first] = rows;
  const head = `${shortText(keyText(first?.key ?? key))} in ${shortText(store)} of ${shortText(application)} (keys ${serdes.key.serde})`;
  return `${[head, ...placeLines(place, holders)].join('\n')}\n`;
}

function whoJson(key: string, target: StoreTarget, { place, serdes, complete, warnings }: QueryResult, holders: KeyHolders | null): string {
  const { application, store, topic } = target;
  const json = {
    application,
    store,
    topic,
    key,
    keySerde: serdes.key.serde,
    ...(place === null ? {} : { ...place, evidence: placeText(place) }),
    holders: holders === null ? null : holdersJson(holders),
    complete,
    warnings,
  };
  return `${safeJson(json, 2)}\n`;
}

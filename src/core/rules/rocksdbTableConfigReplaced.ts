import type { Expression, NewExpression } from '../form/form.js';
import { createKafkaVersion } from '../kafkaVersion.js';
import { callsIn, nameOf, typeNameOf, type CodeFinding, type CodeRule, type ReadCode } from './codeRule.js';
import { findSetters, valueOf } from './rocksdbSetters.js';

/** RocksDBStore.addValueProvidersToMetricsRecorder, since 2.7 (KIP-607). */
const refusedSince = '2.7';

export const rocksdbTableConfigReplaced: CodeRule = {
  id: 'rocksdb-table-config-replaced',
  summary: 'A RocksDBConfigSetter gives a new BlockBasedTableConfig: Kafka Streams throws when it opens a store.',
  severity: 'warning',
  check: (code) =>
    findSetters(code).flatMap(({ file, setConfig, options }): CodeFinding[] => {
      if (!isRefused(code, file)) return [];
      return callsIn(setConfig.body).flatMap(({ name, nameSpan, target, args }) => {
        if (name !== 'setTableFormatConfig' || nameOf(target) !== options || args.length !== 1) return [];
        const created = createdBy(valueOf(args[0], setConfig.body));
        if (created === undefined || typeNameOf(created) !== 'BlockBasedTableConfig') return [];
        return [
          {
            severity: 'warning',
            message:
              'Kafka Streams reads the metrics of its own block cache, and throws a ProcessorStateException when it opens a store with a new ' +
              `BlockBasedTableConfig: change the one that is there, (BlockBasedTableConfig) ${options}.tableFormatConfig().`,
            at: { file, span: nameSpan },
          },
        ];
      });
    }),
};

/** `new BlockBasedTableConfig().setBlockSize(…)`: its setters give the object back. */
function createdBy(expression: Expression | undefined): NewExpression | undefined {
  let at = expression;
  while (at?.kind === 'call' && at.name.startsWith('set')) at = at.target;
  return at?.kind === 'new' ? at : undefined;
}

function isRefused(code: ReadCode, file: string): boolean {
  const version = code.versionOf(file);
  return version === undefined || createKafkaVersion(version).since(refusedSince);
}

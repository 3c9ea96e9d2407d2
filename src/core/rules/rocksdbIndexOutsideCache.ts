import { callsIn, nameOf, type CodeFinding, type CodeRule } from './codeRule.js';
import { fieldOf, findSetters } from './rocksdbSetters.js';

export const rocksdbIndexOutsideCache: CodeRule = {
  id: 'rocksdb-index-outside-cache',
  summary: 'A RocksDBConfigSetter shares one cache, and indexes and filters stay outside of it: they are bounded by nothing.',
  severity: 'hint',
  check: (code) =>
    findSetters(code).flatMap((setter): CodeFinding[] => {
      const calls = callsIn(setter.declaration);
      // Options that are passed on may be set elsewhere.
      const isPassedOn = callsIn(setter.setConfig.body).some(({ args }) => args.some((arg) => nameOf(arg) === setter.options));
      if (isPassedOn || calls.some(({ name }) => name === 'setCacheIndexAndFilterBlocks')) return [];
      const inBody = callsIn(setter.setConfig.body);
      const isTablePassedOn = (table: string | undefined): boolean =>
        table !== undefined &&
        inBody.some(({ name, args }) => name !== 'setTableFormatConfig' && args.some((arg) => nameOf(arg) === table));
      return inBody
        .filter(
          ({ name, target, args }) =>
            name === 'setBlockCache' && fieldOf(setter, nameOf(args[0]))?.isStatic === true && !isTablePassedOn(nameOf(target)),
        )
        .map(({ nameSpan }) => ({
          severity: 'hint',
          message:
            'The cache is shared, but the indexes and filters of all open files are held outside of it, about 1 % of the data, without a bound: ' +
            'setCacheIndexAndFilterBlocks(true) puts them in.',
          at: { file: setter.file, span: nameSpan },
        }));
    }),
};

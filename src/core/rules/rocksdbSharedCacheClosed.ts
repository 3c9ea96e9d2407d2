import type { Expression, Statement } from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import { eachRecord } from '../form/walk.js';
import { nameOf, type CodeFinding, type CodeRule } from './codeRule.js';
import { fieldOf, findSetters } from './rocksdbSetters.js';

/** Classes of RocksDB that own native memory. */
const natives = new Set([
  ...['Cache', 'LRUCache', 'ClockCache', 'HyperClockCache', 'WriteBufferManager', 'Filter', 'BloomFilter'],
  ...['Statistics', 'RateLimiter', 'SstFileManager', 'Env'],
]);

export const rocksdbSharedCacheClosed: CodeRule = {
  id: 'rocksdb-shared-cache-closed',
  summary:
    'RocksDBConfigSetter.close closes what is static: stores that are opened after the first store, or segment, closed use freed memory.',
  severity: 'warning',
  check: (code) =>
    findSetters(code).flatMap((setter): CodeFinding[] =>
      beforeWaysOut(setter.close?.body.statements ?? []).flatMap((statement) => {
        const closed = closedBy(statement);
        const field = fieldOf(setter, closed?.name);
        if (closed === undefined || field?.isStatic !== true || !natives.has(lastSegment(field.type.name))) return [];
        return [
          {
            severity: 'warning',
            message:
              `${field.name} is static, so all stores share it, and close is called for each of them, and for each segment of a store of windows ` +
              'that expires: a store that is opened afterwards is given native memory that was freed. What is shared is never closed.',
            at: { file: setter.file, span: closed.span },
          },
        ];
      }),
    ),
};

/** What follows a `return` may be for the last user only, who is counted. */
function beforeWaysOut(statements: readonly Statement[]): readonly Statement[] {
  const first = statements.findIndex((statement) => {
    let leaves = false;
    eachRecord(statement, ({ kind }) => (leaves ||= kind === 'return' || kind === 'throw'));
    return leaves;
  });
  return first < 0 ? statements : statements.slice(0, first);
}

/** `x.close();`, also where x is not null; another condition may count who uses it. */
function closedBy(statement: Statement): { readonly name: string | undefined; readonly span: Expression['span'] } | undefined {
  if (statement.kind === 'block' && statement.statements.length === 1 && statement.statements[0] !== undefined)
    return closedBy(statement.statements[0]);
  if (statement.kind === 'if') {
    const closed = closedBy(statement.whenTrue);
    return closed?.name !== undefined && isNotNull(statement.test, closed.name) ? closed : undefined;
  }
  if (statement.kind !== 'expression' || statement.expression.kind !== 'call') return undefined;
  const { name, target, args, nameSpan } = statement.expression;
  return name === 'close' && args.length === 0 ? { name: nameOf(target), span: nameSpan } : undefined;
}

const isNotNull = (test: Expression, name: string): boolean =>
  test.kind === 'binary' && test.operator === '!=' && nameOf(test.left) === name && test.right.kind === 'null';

import { callsIn, namesIn, selectsIn, typeNameOf, type CodeFinding, type CodeRule } from './codeRule.js';
import { findPerStore, findSetters, type PerStore, type Setter } from './rocksdbSetters.js';

export const rocksdbSetterLeak: CodeRule = {
  id: 'rocksdb-setter-leak',
  summary:
    'A RocksDBConfigSetter makes a cache for each store and never closes it: native memory is lost whenever a store, or a segment, closes.',
  severity: 'warning',
  check: (code) =>
    findSetters(code).flatMap((setter): CodeFinding[] =>
      findPerStore(setter)
        .filter((made) => isNeverClosed(made, setter))
        .map(({ created }) => ({
          severity: 'warning',
          message:
            `setConfig makes a ${typeNameOf(created)} for each store, and for each segment of a store of windows, and close does not close it: its native ` +
            'memory is lost when the store is closed, the task moves or the segment expires. Share one that is static, or keep it in a field and close it.',
          at: { file: setter.file, span: created.typeSpan },
        })),
    ),
};

/** A close that gets at it in another way (by the options, or by a method of its own) may close it. */
function isNeverClosed({ field }: PerStore, { close, declaration }: Setter): boolean {
  if (close === undefined) return declaration.superclass === undefined && !declaration.modifiers.includes('abstract');
  const options = close.params[1]?.name;
  const own = selectsIn(close.body).filter(({ target }) => target.kind === 'this');
  const names = new Set([...namesIn(close.body), ...own].map(({ name }) => name));
  const calls = callsIn(close.body);
  const callsOwn = calls.some(({ target }) => target === undefined || target.kind === 'this' || target.kind === 'super');
  return !callsOwn && !names.has(options ?? '') && (field === undefined || !names.has(field));
}

import { callsIn, unitsWith, type CodeFinding, type CodeRule } from './codeRule.js';

export const unboundedState: CodeRule = {
  id: 'unbounded-state',
  summary: 'suppress keeps every key for a time in the heap, without a bound: more keys than expected end the application.',
  severity: 'hint',
  check: (code) =>
    unitsWith(code, /\buntilTimeLimit\b/).flatMap(({ file, classes }): CodeFinding[] =>
      callsIn(classes).flatMap(({ name, args }) => {
        const config = args[1];
        if (name !== 'untilTimeLimit' || config?.kind !== 'call' || config.name !== 'unbounded' || config.args.length > 0) return [];
        return [
          {
            severity: 'hint',
            message:
              'The last value of every key that changed within the time limit is kept in the heap, however many there are. ' +
              'maxBytes(…) or maxRecords(…) bound it: with emitEarlyWhenFull() values are passed on sooner.',
            at: { file, span: config.nameSpan },
          },
        ];
      }),
    ),
};

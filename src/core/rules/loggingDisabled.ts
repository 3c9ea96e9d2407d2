import type { DiagnosticReport } from '../report.js';
import { groupByCall, listed, type Rule } from './rule.js';

export const loggingDisabled: Rule = {
  id: 'logging-disabled',
  summary: 'A store has no changelog topic: what it holds is lost with the instance, or whenever its task moves.',
  severity: 'hint',
  // A table of a topic has that as its log where it is optimised.
  check: ({ stores }) =>
    groupByCall(
      stores.filter(
        ({ loggingEnabled, changelog, global, unconnected }) => loggingEnabled === false && changelog === null && !global && !unconnected,
      ),
    ).map((made): DiagnosticReport => ({
      rule: loggingDisabled.id,
      severity: 'hint',
      message: `Logging is disabled: ${listed(made.map(({ name, pattern }) => name ?? pattern ?? 'the store'))} cannot be restored, and starts empty wherever its task goes.`,
      location: made[0].location,
      related: [],
      fixes: [],
    })),
};

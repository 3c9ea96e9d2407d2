import type { DiagnosticReport } from '../report.js';
import { groupByCall, listed, type Rule } from './rule.js';

export const customStore: Rule = {
  id: 'custom-store',
  summary: 'A store is of a class of its own: what it keeps where, and whether it is restored, only that class says.',
  severity: 'off',
  check: ({ stores }) =>
    groupByCall(stores.filter(({ persistence, kind }) => persistence === 'custom' || kind === 'custom')).map((made): DiagnosticReport => ({
      rule: customStore.id,
      severity: 'hint',
      message: `${listed(made.map(({ name, pattern }) => name ?? pattern ?? 'The store'))} ${made.length === 1 ? 'is' : 'are'} neither RocksDB's nor in memory as Kafka Streams has it: a store outside of the instance is not wiped, fenced or restored with its task.`,
      location: made[0].location,
      related: [],
      fixes: [],
    })),
};

import type { DiagnosticReport, StoreReport } from '../report.js';
import { groupByCall, listed, type Rule } from './rule.js';

export const inMemoryStoreRestores: Rule = {
  id: 'in-memory-store-restores',
  summary: 'A store is in memory: every restart reads its whole changelog topic before the task runs.',
  severity: 'off',
  check: ({ stores }) =>
    groupByCall(stores.filter(isChosen)).map((made): DiagnosticReport => ({
      rule: inMemoryStoreRestores.id,
      severity: 'hint',
      message: `${listed(made.map(({ name, pattern }) => name ?? pattern ?? 'The store'))} ${made.length === 1 ? 'is' : 'are'} in memory: every start reads the whole changelog, also after a clean stop. kslens estimate says how long.`,
      location: made[0].location,
      related: [],
      fixes: [],
    })),
};

/** What suppress keeps is always in memory. */
const isChosen = ({ persistence, changelog, global, kind }: StoreReport): boolean =>
  persistence === 'inMemory' && changelog !== null && !global && kind !== 'suppressBuffer';

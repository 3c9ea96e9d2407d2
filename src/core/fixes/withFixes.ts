/** A report whose findings carry their fixes. */
import type { DiagnosticReport, Fix, Report } from '../report.js';
import type { FixAsk } from './fixAsk.js';
import { toFix, type FixPlan } from './planFix.js';

const titles = { pin: 'Pin the name that it has now', name: 'Give it a name of its own' } as const;

/** Each fix is planned by analysing the edited code: for a large project that takes its time. A fix that cannot be done is left out. */
export function withFixes(report: Report, plan: (ask: FixAsk) => FixPlan): Report {
  const known = new Map<string, readonly Fix[]>();
  const fixesOf = ({ rule, location }: DiagnosticReport): readonly Fix[] => {
    if (rule !== 'unnamed-store' && rule !== 'unnamed-repartition') return [];
    const { file, line, column } = location;
    const key = `${file}:${line}:${column}`;
    const fixes =
      known.get(key) ??
      (['pin', 'name'] as const).flatMap((mode): Fix[] => {
        const done = plan({ mode, at: { file, line, column } });
        return done.files.size === 0 ? [] : [toFix(titles[mode], done)];
      });
    known.set(key, fixes);
    return fixes;
  };
  return { ...report, diagnostics: report.diagnostics.map((found) => ({ ...found, fixes: fixesOf(found) })) };
}

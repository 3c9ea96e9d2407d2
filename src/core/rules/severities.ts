/** What people make of the rules: how severe each is, and where it is switched off. */
import type { DiagnosticReport, Severity, Suppression } from '../report.js';
import { ruleTable } from './rules.js';

export const ruleSeverities = ['off', 'hint', 'info', 'warning', 'error'] as const satisfies readonly (Severity | 'off')[];
export type RuleSeverity = (typeof ruleSeverities)[number];

/** By a rule's id; what is absent is as the rule says. */
export type RuleSeverities = Readonly<Record<string, RuleSeverity>>;

export function applySeverities(diagnostics: readonly DiagnosticReport[], severities: RuleSeverities): DiagnosticReport[] {
  return diagnostics.flatMap((found): DiagnosticReport[] => {
    const wanted = Object.hasOwn(severities, found.rule) ? severities[found.rule] : undefined;
    const usual = ruleTable.find(({ id }) => id === found.rule)?.severity;
    if ((wanted ?? usual) === 'off') return [];
    return [wanted === undefined || wanted === 'off' ? found : { ...found, severity: wanted }];
  });
}

export function withoutSuppressed(diagnostics: readonly DiagnosticReport[], suppressions: readonly Suppression[]): DiagnosticReport[] {
  return diagnostics.filter(
    ({ rule, location }) =>
      !suppressions.some((one) => one.file === location.file && one.line === location.line && one.rules.includes(rule)),
  );
}

/** What people make of the rules: how severe each is, and where it is switched off. */
import type { DiagnosticReport, Severity, Suppression } from '../report.js';
import type { RuleInfo } from './rule.js';
import { ruleTable } from './rules.js';

export const ruleSeverities = ['off', 'hint', 'info', 'warning', 'error'] as const satisfies readonly (Severity | 'off')[];
export type RuleSeverity = (typeof ruleSeverities)[number];

/** By a rule's id; what is absent is as the rule says. */
export type RuleSeverities = Readonly<Record<string, RuleSeverity>>;

export function applySeverities(diagnostics: readonly DiagnosticReport[], severities: RuleSeverities): DiagnosticReport[] {
  return diagnostics.flatMap((found): DiagnosticReport[] => {
    const wanted = Object.hasOwn(severities, found.rule) ? severities[found.rule] : undefined;
    const rule = ruleTable.find(({ id }) => id === found.rule);
    if (rule !== undefined && isOff(rule, severities)) return [];
    return [wanted === undefined || wanted === 'off' ? found : { ...found, severity: wanted }];
  });
}

/** Nobody asks for its findings. */
export const isOff = ({ id, severity }: RuleInfo, severities: RuleSeverities): boolean =>
  ((Object.hasOwn(severities, id) ? severities[id] : undefined) ?? severity) === 'off';

export function withoutSuppressed(diagnostics: readonly DiagnosticReport[], suppressions: readonly Suppression[]): DiagnosticReport[] {
  return diagnostics.filter(
    ({ rule, location }) =>
      !suppressions.some((one) => one.file === location.file && one.line === location.line && one.rules.includes(rule)),
  );
}

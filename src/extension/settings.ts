/** The person's settings, read and typed. */
import { ruleTable } from '../core/rules/rules.js';
import { ruleSeverities, type RuleSeverities, type RuleSeverity } from '../core/rules/severities.js';
import type { AnalysisOptions } from '../platform/analysis/analysisMessages.js';
import { optimizationFromProject, settingKeys } from './contributions.js';

/** What `workspace.getConfiguration(section, resource)` gives. */
export interface Configuration {
  get(key: string): unknown;
}

const given = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

/** A value of another type than the setting's counts as not set: settings files are written by hand. */
export function readAnalysisOptions(configuration: Configuration): AnalysisOptions {
  const optimization = given(configuration.get(settingKeys.optimization));
  return {
    kafkaVersion: given(configuration.get(settingKeys.kafkaVersion)),
    applicationId: given(configuration.get(settingKeys.applicationId)),
    optimization: optimization === optimizationFromProject ? undefined : optimization,
    includeTests: configuration.get(settingKeys.includeTests) === true,
    severities: readSeverities(configuration.get(settingKeys.rules)),
  };
}

/** Entries that name no rule or no severity say nothing, as `default` does. */
function readSeverities(value: unknown): RuleSeverities {
  if (typeof value !== 'object' || value === null) return {};
  const known = new Set(ruleTable.map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(value).flatMap(([id, severity]): [string, RuleSeverity][] => {
      const found = ruleSeverities.find((one) => one === severity);
      return known.has(id) && found !== undefined ? [[id, found]] : [];
    }),
  );
}

export function readDiagnosticsEnabled(configuration: Configuration): boolean {
  return configuration.get(settingKeys.diagnosticsEnabled) !== false;
}

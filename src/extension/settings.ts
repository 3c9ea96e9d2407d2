/** The person's settings, read and typed. */
import type { AnalysisOptions } from '../platform/analysisMessages.js';
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
  };
}

export function readDiagnosticsEnabled(configuration: Configuration): boolean {
  return configuration.get(settingKeys.diagnosticsEnabled) !== false;
}

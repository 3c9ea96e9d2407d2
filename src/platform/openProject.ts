/** Opens what is to be analysed: its Java files and its settings, as the core asks for them. */
import type { ProjectSettings } from '../core/analyser.js';
import type { DiskSources } from './createSources.js';
import { createSources } from './createSources.js';
import type { SettingsOptions } from './project/createProjectSettings.js';
import { createProjectSettings } from './project/createProjectSettings.js';

export interface OpenedProject {
  readonly sources: DiskSources;
  settingsFor(file: string): ProjectSettings;
}

/** `paths` and `base` are absolute; files are named from the base. */
export function openProject(
  paths: readonly string[],
  base: string,
  options: SettingsOptions & { readonly includeTests: boolean },
): OpenedProject {
  const sources = createSources(paths, { base, includeTests: options.includeTests });
  const enablesSpring = sources.enablesSpring.map((file) => sources.toPath(file));
  return { sources, settingsFor: createProjectSettings({ paths, base, enablesSpring }, options) };
}

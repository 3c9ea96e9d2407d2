/** Opens what is to be analysed: its Java files and its settings, as the core asks for them. */
import path from 'node:path';
import type { ProjectSettings } from '../../core/analyser.js';
import type { Report } from '../../core/report.js';
import type { DiskSources } from '../files/createSources.js';
import { createSources } from '../files/createSources.js';
import type { SettingsOptions } from '../project/createProjectSettings.js';
import { createProjectSettings } from '../project/createProjectSettings.js';
import type { SourceText } from '../files/sourceText.js';
import { createWorkspaceFiles, type WorkspaceFiles, type WorkspaceFilesOptions } from '../files/workspaceFiles.js';

export interface OpenedProject {
  readonly sources: DiskSources;
  readonly files: WorkspaceFiles;
  settingsFor(file: string): ProjectSettings;
  /** What the disk says now; undefined: no such file. */
  readAgain(file: string): SourceText | undefined;
  /** The core sees only the files that it is given: what else was seen, and what was left out, is said here. */
  complete(report: Report): Report;
}

/** `paths` and `base` are absolute; files are named from the base. */
export function openProject(
  paths: readonly string[],
  base: string,
  options: SettingsOptions & { readonly includeTests: boolean },
  reading: WorkspaceFilesOptions = {},
): OpenedProject {
  const files = createWorkspaceFiles(paths, reading);
  const sources = createSources(paths, { base, files, includeTests: options.includeTests });
  const enablesSpring = sources.enablesSpring.map((file) => sources.toPath(file));
  const nameOf = (file: string): string => path.relative(base, file).split(path.sep).join('/') || '.';
  return {
    sources,
    files,
    settingsFor: createProjectSettings({ paths, base, files, enablesSpring }, options),
    readAgain: (file) => files.readSource(sources.toPath(file)),
    complete(report) {
      const others = [...files.skipped].map(([file, reason]) => ({ file: nameOf(file), reason }));
      const skipped = new Map([...others, ...report.skipped, ...sources.skipped].map(({ file, reason }) => [file, reason]));
      return {
        ...report,
        skipped: [...skipped].map(([file, reason]) => ({ file, reason })).sort((a, b) => (a.file < b.file ? -1 : 1)),
        stats: { ...report.stats, filesSeen: sources.filesSeen },
      };
    },
  };
}

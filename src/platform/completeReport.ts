import type { Report } from '../core/report.js';
import type { DiskSources } from './createSources.js';

/** The core sees only the files that it is given: what the walk saw and left out is said here. */
export function completeReport(report: Report, sources: DiskSources): Report {
  const skipped = new Map([...report.skipped, ...sources.skipped].map(({ file, reason }) => [file, reason]));
  return {
    ...report,
    skipped: [...skipped].map(([file, reason]) => ({ file, reason })).sort((a, b) => (a.file < b.file ? -1 : 1)),
    stats: { ...report.stats, filesSeen: sources.filesSeen },
  };
}

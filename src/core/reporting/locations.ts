import type { LineIndex, Site } from '../../base/text.js';
import { createLineIndex } from '../../base/text.js';
import type { Location } from '../report.js';

/** Turns sites into 1-based locations; texts are indexed once per file. */
export interface Locations {
  locate(site: Site): Location;
}

export function createLocations(textOf: (file: string) => string): Locations {
  const indexes = new Map<string, LineIndex>();
  return {
    locate(site) {
      let index = indexes.get(site.file);
      if (index === undefined) indexes.set(site.file, (index = createLineIndex(textOf(site.file))));
      const start = index.toLineColumn(site.start);
      const end = index.toLineColumn(site.end);
      return { file: site.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    },
  };
}

export function compareLocations(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

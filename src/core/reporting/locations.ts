import type { LineIndex, Site } from '../../base/text.js';
import { createLineIndex } from '../../base/text.js';
import type { Location } from '../report.js';

/** Turns sites into 1-based locations; texts are indexed once per file. */
export interface Locations {
  locate(site: Site): Location;
  /** The statement up to the end of the site, white space aside, as eight hexadecimal digits: the same where the code is. */
  fingerprint(site: Site): string;
}

export function createLocations(textOf: (file: string) => string): Locations {
  const indexes = new Map<string, LineIndex>();
  return {
    fingerprint: ({ file, end }) => {
      const before = textOf(file).slice(0, end);
      const start = Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('}')) + 1;
      return hash(before.slice(start).replaceAll(/\s+/g, ''));
    },
    locate(site) {
      let index = indexes.get(site.file);
      if (index === undefined) indexes.set(site.file, (index = createLineIndex(textOf(site.file))));
      const start = index.toLineColumn(site.start);
      const end = index.toLineColumn(site.end);
      return { file: site.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
    },
  };
}

/** FNV-1a. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}

export function compareLocations(a: Location, b: Location): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

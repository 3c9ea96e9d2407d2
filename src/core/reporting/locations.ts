import type { LineIndex, Site } from '../../base/text.js';
import { createLineIndex } from '../../base/text.js';
import type { Location } from '../report.js';
import type { SourceText } from '../form/sourceText.js';

/** Turns sites into 1-based locations in files; texts are indexed once per file. */
export interface Locations {
  locate(site: Site): Location;
  /** The statement up to the end of the site, white space aside, as eight hexadecimal digits: the same where the code is. */
  fingerprint(site: Site): string;
}

export function createLocations(textOf: (file: string) => SourceText): Locations {
  const indexes = new Map<string, LineIndex>();
  return {
    fingerprint: ({ file, end }) => {
      const before = textOf(file).text.slice(0, end);
      const start = Math.max(before.lastIndexOf(';'), before.lastIndexOf('{'), before.lastIndexOf('}')) + 1;
      return hash(before.slice(start).replaceAll(/\s+/g, ''));
    },
    locate(site) {
      const { written, toFile } = textOf(site.file);
      let index = indexes.get(site.file);
      if (index === undefined) indexes.set(site.file, (index = createLineIndex(written)));
      const start = index.toLineColumn(toFile(site.start));
      const end = index.toLineColumn(toFile(site.end));
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

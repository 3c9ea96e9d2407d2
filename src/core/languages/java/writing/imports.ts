/** What an edit needs elsewhere in its file: import declarations and functions. */
import type { TextEdit } from '../../../../base/edits.js';
import type { SourceUnit } from '../../../form/form.js';
import type { Imports } from '../../../writing/writer.js';

export function createImports(unit: SourceUnit, text: string): Imports {
  const wanted = new Set<string>();
  const inserted = new Map<string, TextEdit>();
  const lines = importLines(unit, text);

  function isTaken(simple: string, qualified: string): boolean {
    const imported = unit.imports.some((i) => !i.wildcard && !i.isStatic && i.path !== qualified && i.path.endsWith(`.${simple}`));
    const own = unit.classes.some(
      (c) => c.name === simple || c.classes.some((nested) => nested.name === simple) || c.typeParameters.some((t) => t.name === simple),
    );
    return imported || own;
  }

  return {
    nameOf(qualifiedName) {
      const dot = qualifiedName.lastIndexOf('.');
      const [packageName, simple] = [qualifiedName.slice(0, dot), qualifiedName.slice(dot + 1)];
      if (dot < 0) return simple;
      if (isTaken(simple, qualifiedName)) return qualifiedName;
      const known = unit.imports.some((i) => !i.isStatic && (i.wildcard ? i.path === packageName : i.path === qualifiedName));
      if (!known && unit.package !== packageName) wanted.add(qualifiedName);
      return simple;
    },
    insert(at, more) {
      inserted.set(`${at} ${more}`, { span: { start: at, end: at }, newText: more });
    },
    edits() {
      const end = text.includes('\r\n') ? '\r\n' : '\n';
      const imports = [...wanted].sort().map((name): TextEdit => {
        const before = lines.filter((line) => !line.isStatic && sameGroup(line.path, name) && line.path < name).at(-1);
        const after = lines.find((line) => !line.isStatic && sameGroup(line.path, name));
        const insert = (at: number, newText: string): TextEdit => ({ span: { start: at, end: at }, newText });
        if (before !== undefined) return insert(before.end, `${end}import ${name};`);
        if (after !== undefined) return insert(after.start, `import ${name};${end}`);
        const last = lines.at(-1);
        if (last !== undefined) return insert(last.end, `${end}import ${name};`);
        const declared = /^[ \t]*package\s[\w.\s]{1,1000};/m.exec(text);
        if (declared !== null) return insert(declared.index + declared[0].length, `${end}${end}import ${name};`);
        return insert(text.startsWith('\uFEFF') ? 1 : 0, `import ${name};${end}${end}`);
      });
      return [...imports, ...inserted.values()];
    },
  };
}

interface ImportLine {
  readonly path: string;
  readonly isStatic: boolean;
  readonly start: number;
  readonly end: number;
}

/** Each import with the rest of its line: a comment behind it stays with it. */
function importLines(unit: SourceUnit, text: string): ImportLine[] {
  const header = text.slice(0, Math.min(text.length, ...unit.classes.map((one) => one.span.start)));
  const known = new Set(unit.imports.map((i) => i.path));
  return [...header.matchAll(/^[ \t]*import[ \t]+(static[ \t]+)?([\w.]+?)(?:\.\*)?[ \t]*;[^\r\n]*/gm)].flatMap((match) => {
    const [whole, isStatic, path] = match;
    if (path === undefined || (isStatic === undefined && !known.has(path))) return []; // in a comment
    return [{ path, isStatic: isStatic !== undefined, start: match.index, end: match.index + whole.length }];
  });
}

/** Both of one organisation: `org.apache.kafka…`. */
function sameGroup(a: string, b: string): boolean {
  const group = (path: string): string => path.split('.').slice(0, 3).join('.');
  return group(a) === group(b);
}

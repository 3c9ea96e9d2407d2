/** No regular expression of ours looks again at what it has looked at: what others write would make it take as long as they like. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { Chars, getConsumedChars, isPotentiallyZeroLength } from 'regexp-ast-analysis';
import { analyse } from 'scslre';
import { describe, expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const root = path.resolve(import.meta.dirname, '../..');

/** AssemblyScript: it has no regular expressions, and its decorators are read by its own compiler only. */
const assembly = /\/assembly\//;

/** Literals that look again at something, by file, each with why that ends soon. */
const reviewed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'src/platform/project/gradle.ts': {
    '/libs\\.versions\\.([\\w.]+?)(?:\\.get\\(\\)|\\.asProvider\\(\\).*)?\\}?$/': 'a reference has 100 characters at most',
  },
};

/** Patterns that are put together, by file, with why whatever is put in does no harm. */
const puttingTogether: Readonly<Record<string, string>> = {
  'src/core/topology/topicPattern.ts': 'takes one character, or is only parsed',
  'src/kafka/settings/clientProperties.ts': 'names of ours; the parts after them exclude each other',
  'src/platform/project/findConnections.ts': 'prefixes of ours',
  'src/platform/files/spillFolder.ts': 'a prefix of ours',
};

interface Found {
  readonly literals: readonly { readonly written: string; readonly pattern: string; readonly flags: string }[];
  readonly putsTogether: boolean;
}

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function patternsOf(source: string): Found {
  const literals: { written: string; pattern: string; flags: string }[] = [];
  let putsTogether = false;
  const waiting: unknown[] = [parseAst(source, { lang: 'ts' })];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isNode(node)) continue;
    const { type, regex, callee, start, end } = node as Node & { start?: number; end?: number };
    if (isNode(regex))
      literals.push({ written: source.slice(start, end), pattern: String(regex['pattern']), flags: String(regex['flags']) });
    if ((type === 'NewExpression' || type === 'CallExpression') && isNode(callee) && callee['name'] === 'RegExp') putsTogether = true;
    for (const value of Object.values(node)) if (isNode(value)) waiting.push(value);
  }
  return { literals, putsTogether };
}

/** What of the pattern looks again at the same characters; undefined: nothing. */
function looksAgain(pattern: string, flags: string): string | undefined {
  const parser = new RegExpParser();
  const kind = { unicode: flags.includes('u'), unicodeSets: flags.includes('v') };
  const parsed = { pattern: parser.parsePattern(pattern, 0, pattern.length, kind), flags: parser.parseFlags(flags) };
  const { reports } = analyse(parsed, { reportTypes: { Move: true, Self: true, Trade: true } });
  return reports[0]?.type ?? searchesAgain(parsed.pattern, parsed.flags);
}

/**
 * An unbounded part that could also take all that comes before it in the pattern: where the pattern then does not fit, it is tried from
 * each such beginning, and goes as far each time.
 */
function searchesAgain(pattern: AST.Pattern, flags: AST.Flags): string | undefined {
  if (flags.sticky) return undefined;
  for (const { elements } of pattern.alternatives) {
    if (elements.some(({ type, ...one }) => type === 'Assertion' && 'kind' in one && one.kind === 'start' && !flags.multiline)) continue;
    for (const [i, element] of elements.entries()) {
      const before = elements.slice(0, i);
      const mustFollow = elements.slice(i + 1).some((rest) => rest.type === 'Assertion' || !isPotentiallyZeroLength(rest, flags));
      if (!mustFollow || before.every((one) => isPotentiallyZeroLength(one, flags))) continue;
      const taken = Chars.empty(flags).union(...before.map((one) => getConsumedChars(one, flags).chars));
      for (const quantifier of unboundedIn(element))
        if (taken.isSubsetOf(getConsumedChars(quantifier, flags).chars)) return `search for ${quantifier.raw}`;
    }
  }
  return undefined;
}

function unboundedIn(element: AST.Element): AST.Quantifier[] {
  const found: AST.Quantifier[] = [];
  visitRegExpAST(element, {
    onQuantifierEnter(quantifier) {
      if (quantifier.max === Infinity) found.push(quantifier);
    },
  });
  return found;
}

const files = ['src', 'webview'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.ts') && !assembly.test(file)),
);

describe('regular expressions', () => {
  const all = files.map((file) => ({ file, ...patternsOf(readFileSync(path.join(root, file), 'utf8')) }));

  test('each literal looks at a character once, or is reviewed', () => {
    const found = all.flatMap(({ file, literals }) =>
      literals.flatMap(({ written, pattern, flags }) => (looksAgain(pattern, flags) === undefined ? [] : [`${file} ${written}`])),
    );
    const known = Object.entries(reviewed).flatMap(([file, literals]) => Object.keys(literals).map((written) => `${file} ${written}`));
    expect(found.sort()).toEqual(known.sort());
    expect(all.flatMap(({ literals }) => literals).length).toBeGreaterThan(300);
  });

  test('those that are put together are reviewed', () => {
    expect(all.flatMap(({ file, putsTogether }) => (putsTogether ? [file] : [])).sort()).toEqual(Object.keys(puttingTogether).sort());
  });

  test.each([
    [/(a+)+b/, true],
    [/^(?:a+|b)*$/, true],
    [/x+$/, true],
    [/\/\*[\s\S]*?\*\//, true],
    [/\$\{[^}]*\}/, true],
    [/a.*b/, true],
    [/^\d+\.?\d*$/, true],
    [/^\d+(?:\.\d*)?$/, false],
    [/"[^"]*"/, false],
    [/^x+$/, false],
    [/\s+/, false],
    [/\/\*[^*]{0,1000}\*\//, false],
  ])('%s', (pattern, again) => {
    expect(looksAgain(pattern.source, pattern.flags) !== undefined).toBe(again);
  });
});

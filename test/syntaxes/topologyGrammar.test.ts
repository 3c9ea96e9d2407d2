/** The grammar of saved descriptions, run as the editor runs it, over what the library really prints. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import type { IGrammar } from 'vscode-textmate';
import textmate from 'vscode-textmate';
import { parseTopologyText } from '../../src/core/description/topologyText.js';
import type { OracleAnswer } from '../support/oracleAnswer.js';

const root = path.join(import.meta.dirname, '../..');
const scopeName = 'source.kafka-topology';
const descriptions = ['2.8.2', '4.3.0'].flatMap((version) => {
  const folder = path.join(root, 'test/oracle/golden', version);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as OracleAnswer)
    .flatMap((answer) =>
      answer.status === 'ok' && answer.describe.includes('Sub-topology') ? [[`${answer.case} ${version}`, answer.describe] as const] : [],
    );
});

let grammar: IGrammar;
beforeAll(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm);
  const file = path.join(root, 'syntaxes/topology.tmLanguage.json');
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(readFileSync(file, 'utf8'), file)),
  });
  grammar = (await registry.loadGrammar(scopeName))!;
});

interface Token {
  readonly text: string;
  /** The innermost scope, without the language. */
  readonly scope: string;
}

function tokenize(text: string): Token[][] {
  let state = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scope: scopes.at(-1)!.replace(/\.kafka-topology$/, ''),
    }));
  });
}

const wordsOf = (line: readonly Token[]): string[] =>
  line.filter(({ text }) => text.trim() !== '').map(({ text, scope }) => `${text} ${scope}`);

test('each part of a description has its scope', () => {
  const [first, sub, source, to, processor, sink] = tokenize(
    [
      'Topologies:',
      '   Sub-topology: 0',
      '    Source: KSTREAM-SOURCE-0000000000 (topics: [a, b])',
      '      --> first, KSTREAM-FILTER-0000000002',
      '    Processor: first (stores: [])',
      '    Sink: out (extractor class: x.Y@1)',
    ].join('\n'),
  ).map(wordsOf);
  expect(first).toEqual(['Topologies keyword.control', ': punctuation.separator']);
  expect(sub).toEqual(['Sub-topology keyword.control', ': punctuation.separator', '0 constant.numeric']);
  expect(source).toEqual([
    'Source storage.type.node',
    ': punctuation.separator',
    'KSTREAM-SOURCE- entity.name.function.node',
    '0000000000 constant.numeric.position',
    '( punctuation.section.parens.begin',
    'topics variable.parameter',
    ': punctuation.separator',
    '[ punctuation.separator',
    'a string.unquoted.name',
    ', punctuation.separator',
    'b string.unquoted.name',
    '] punctuation.separator',
    ') punctuation.section.parens.end',
  ]);
  expect(to).toEqual([
    '--> keyword.operator.arrow',
    'first variable.other.node',
    ', punctuation.separator',
    'KSTREAM-FILTER- variable.other.node',
    '0000000002 constant.numeric.position',
  ]);
  expect(processor![2]).toBe('first entity.name.function.node');
  expect(sink!.slice(4)).toEqual([
    'extractor class variable.parameter',
    ': punctuation.separator',
    'x.Y@1 string.unquoted.name',
    ') punctuation.section.parens.end',
  ]);
});

describe.each(descriptions)('%s', (_, text) => {
  test('leaves no word without a scope, and colours the names that the reader of descriptions finds', () => {
    const lines = tokenize(text);
    const plain = lines.flat().filter((token) => token.scope === 'source' && token.text.trim() !== '');
    expect(plain).toEqual([]);
    for (const node of parseTopologyText(text)!.flatMap(({ nodes }) => nodes)) {
      const parts = lines[node.line - 1]!.filter(({ scope }) => /^entity\.name|position$/.test(scope))
        .map((token) => token.text)
        .join('');
      expect(parts.startsWith(node.name)).toBe(true);
    }
  });
});

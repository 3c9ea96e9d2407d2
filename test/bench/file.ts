/** One file: analysis beside its bare parse, and a keystroke to new names. */
import { Language, Parser } from 'web-tree-sitter';
import { createAnalyser } from '../../src/core/createAnalyser.js';
import type { Report } from '../../src/core/report.js';
import { readGrammars, unknownSettings } from '../support/sourceEvaluator.js';
import { figuresOf, inTurn, ratio, words } from './figures.js';
import { topologyFile } from './workload.js';

const grammars = await readGrammars();
await Parser.init({ wasmBinary: grammars.runtime });
const parser = new Parser();
parser.setLanguage(await Language.load(grammars.languages.get('java')!));
const analyser = await createAnalyser(grammars, 'bench');

function analyse(text: string): Report {
  return analyser.analyse({
    sources: { files: ['Orders.java'], read: () => ({ text }), findByClassName: () => [], findByParent: () => [] },
    settingsFor: () => unknownSettings,
    includeTests: false,
  });
}

/** Nothing that is measured may be wrong or left out. */
function check(report: Report, lines: number): void {
  const [topology] = report.topologies;
  if (topology?.complete !== true) throw new Error(`the bench's own file of ${lines} lines is not analysed in full`);
}

for (const lines of [520, 2000]) {
  const text = topologyFile('Orders', lines);
  check(analyse(text), lines);
  const count = text.split('\n').length - 1;
  // As an editor session is after a while: compiled.
  for (let i = 0; i < 150; i++) {
    analyser.dispose();
    analyse(text);
  }
  const [whole, bare] = inTurn(
    100,
    () => {
      analyser.dispose(); // forgets the file
      analyse(text);
    },
    () => parser.parse(text)!.delete(),
  );
  const { stores, repartitions } = analyse(text).topologies[0]!;
  console.log(`${count} lines, ${stores.length} stores, ${repartitions.length} repartition topics`);
  console.log(`  analysis ${words(whole)}, bare web-tree-sitter parse ${words(bare)}: ${ratio(whole, bare)}`);

  const at = text.lastIndexOf('"customers-') + 1;
  const times: number[] = [];
  for (let i = 0; i < 60; i++) {
    const typed = `${text.slice(0, at)}${'x'.repeat(1 + (i % 9))}${text.slice(at)}`;
    const start = performance.now();
    const report = analyse(typed);
    times.push(performance.now() - start);
    check(report, lines);
  }
  const keystroke = figuresOf(times);
  console.log(`  keystroke to new names ${words(keystroke)}, bare parse of the whole file ${words(bare)}: ${ratio(keystroke, bare)}`);
}

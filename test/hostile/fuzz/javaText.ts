/** Java with Unicode escapes: the text is what the rule says, read character by character, and places go there and back. */
import { readJavaText } from '../../../src/core/languages/java/syntax/unicodeEscapes.js';
import type { Random } from '../../robustness/mutations.js';
import { createTextAnalyser } from '../../support/textAnalyser.js';
import type { FuzzTarget } from './fuzzTarget.js';

const pieces = [
  '\\', '\\\\', '\\u', '\\uu', '\\u000a', '\\u000D', '\\u0022', '\\u0027', '\\u002a', '\\u002f', '\\u005c', '\\uuu0041', '\\u00', 'u', '0041',
  '"', "'", '"""', '/*', '*/', '//', '\r', '\n', '\r\n', ' ', 'a', ';', '(', ')', 'b.<String, String>stream("in").groupByKey().count();',
]; // prettier-ignore

export const javaText: FuzzTarget = {
  name: 'java text',
  async prepare() {
    const analyser = await createTextAnalyser();
    let files = 0;
    const report = (name: string, text: string): string => {
      // How much was parsed is another thing for a text that the file had before.
      const { stats: _, ...said } = analyser.analyse({ [`${name}.java`]: text });
      return JSON.stringify(said).replaceAll(`${name}.java`, 'A.java');
    };
    return (random) => {
      const written = randomText(random);
      const file = `import org.apache.kafka.streams.*;\nclass A { void build(StreamsBuilder b) {\n${written}\n} }\n`;
      return {
        input: JSON.stringify(written),
        run() {
          holdsToTheRule(written);
          if (random() < 0.9) return;
          // The one file is edited each time, the others are new.
          if (report('Edited', file) !== report(`New${++files}`, file)) throw new Error('after an edit it is not what it is from scratch');
        },
      };
    };
  },
};

function randomText(random: Random): string {
  const count = 1 + Math.floor(random() * 30);
  return Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]!).join('');
}

function holdsToTheRule(written: string): void {
  const read = readJavaText(written);
  const expected = translate(written);
  if ('malformedAt' in read) {
    if (expected !== undefined) throw new Error(`malformed at ${read.malformedAt}, and should be ${JSON.stringify(expected)}`);
    return;
  }
  const text = expected?.characters.join('').replaceAll(/\r(?!\n)/g, '\n');
  if (text !== undefined && text !== visible(text)) {
    // Where one stands in a name it is left out (JLS §3.8), and elsewhere not: test/hostile/unicodeEscapes.test.ts.
    if (visible(text) !== visible(read.text)) throw new Error(`${JSON.stringify(read.text)} should show ${JSON.stringify(visible(text))}`);
    return;
  }
  if (text !== read.text) throw new Error(`${JSON.stringify(read.text)} should be ${JSON.stringify(text)}`);
  expected?.starts.forEach((start, i) => {
    if (read.toFile(i) !== start) throw new Error(`the character ${i} is at ${read.toFile(i)}, and should be at ${start}`);
    if (read.fromFile(start) !== i) throw new Error(`at ${start} is the character ${read.fromFile(start)}, and should be ${i}`);
  });
}

/** `Character.isIdentifierIgnorable` of what `pieces` can make: an escape of a control character. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const ignorable = /[\0-\x08\x0e-\x1b\x7f-\x9f]/g;

const visible = (text: string): string => text.replaceAll(ignorable, '');

/** JLS §3.3 to the letter: a backslash begins an escape where an even number of backslashes is written right before it. */
function translate(written: string): { readonly characters: string[]; readonly starts: number[] } | undefined {
  const characters: string[] = [];
  const starts: number[] = [];
  let backslashes = 0;
  for (let i = 0; i < written.length; i++) {
    starts.push(i);
    if (written[i] !== '\\') backslashes = 0;
    else if (written[i + 1] === 'u' && backslashes % 2 === 0) {
      let digits = i + 1;
      while (written[digits] === 'u') digits++;
      const code = written.slice(digits, digits + 4);
      if (!/^[0-9a-f]{4}$/i.test(code)) return undefined;
      characters.push(String.fromCharCode(Number.parseInt(code, 16)));
      i = digits + 3;
      backslashes = 0;
      continue;
    } else backslashes++;
    characters.push(written[i]!);
  }
  starts.push(written.length);
  return { characters, starts };
}

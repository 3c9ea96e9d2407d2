/**
 * The simple names of what the classes of a Java text extend and implement, and of what its methods make for a container (and perhaps others
 * that stand near). Comments, annotations, line ends and letters of any alphabet may stand between a word and the name that it is about: a
 * name that is not found here would make another class the only one of its kind.
 */
import { endAfter, endOfQuoted } from '../../base/textEnds.js';
import { languageOf } from '../../core/languages/languages.js';

/** Of plain texts. What is longer, or holds more than names, is read with care. */
const longestList = 400;
const inheriting = /(?:extends|implements)\b/g;
const notPlain = /[^\t\n\f\r -~]|\\u|\b(?:Bean|Produces)\b/;
const notInLists = /[@"']|\/[/*]/;
const names = /[\w$]+/g;

export function parentNames(text: string): readonly string[] {
  return (notPlain.test(text) ? undefined : plainParents(text)) ?? readParents(text);
}

/** `bytes`: those of a file, of which few are more than ASCII. */
export function parentNamesIn(bytes: Buffer): readonly string[] {
  const latin = bytes.toString('latin1');
  return parentNames(/[\u0080-\u00ff]/.test(latin) ? bytes.toString('utf8') : latin);
}

/** undefined: it takes more than a look at the words. */
function plainParents(text: string): readonly string[] | undefined {
  const found = new Set<string>();
  for (const { index } of text.matchAll(inheriting)) {
    const body = text.indexOf('{', index);
    if (body < 0 || body - index > longestList) return undefined;
    const list = text.slice(index, body);
    if (notInLists.test(list)) return undefined;
    for (const [name] of list.matchAll(names)) found.add(name);
  }
  return [...found];
}

const inherits = /^(?:extends|implements)$/;
const makes = /^(?:Bean|Produces)$/;

/** From such a word to the body that follows it, without comments and texts. */
function readParents(written: string): readonly string[] {
  const read = languageOf('java').readText(written);
  const text = 'text' in read ? read.text : written;
  const found = new Set<string>();
  let isList = false;
  let isAnnotation = false;
  let open = 0;
  let before = '';
  const tokens = /\/[/*]|"""|["'(){};@.]|(?:[\w$]|[^\p{ASCII}\s])+/gu;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    const [word] = match;
    const end = endOf(text, word, tokens.lastIndex);
    if (end !== undefined) {
      tokens.lastIndex = end;
      continue;
    }
    if (word === '@') isAnnotation = true;
    else if (word === '(') open++;
    else if (word === ')') open--;
    else if (word === '{' || word === ';') isList &&= open > 0;
    else if (word !== '.' && word !== '}') {
      isAnnotation &&= before === '@' || before === '.';
      if (inherits.test(word) || (isAnnotation && makes.test(word))) {
        isList = true;
        open = 0;
      } else if (isList) found.add(word);
    }
    before = word;
  }
  return [...found];
}

/** Where a comment or a text ends that begins so; undefined: neither does. */
function endOf(text: string, start: string, from: number): number | undefined {
  if (start === '//') return endAfter(text, '\n', from);
  if (start === '/*') return endAfter(text, '*/', from);
  if (start === '"""' || start === '"' || start === "'") return endOfQuoted(text, start, from);
  return undefined;
}

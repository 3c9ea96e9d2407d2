/** How much of a `.proto` text the library can parse in a moment: what it takes grows with the square of the fields of a message. */

export interface SchemaWeight {
  /** Fields, values, ranges and the like. */
  readonly statements: number;
  /** Of the statements of each message, with all that lies in it, the squares. */
  readonly squares: number;
}

const mostStatements = 50_000;
const mostSquares = 16_000_000;

/** Throws with the reason. The weight is that of all texts of a schema together. */
export function refuseTooMuch({ statements, squares }: SchemaWeight): void {
  if (statements > mostStatements || squares > mostSquares)
    throw new Error(`its ${statements.toLocaleString('en')} fields are more than can be read, or too many of them are in one message`);
}

/** What separates statements, outside of comments and texts. */
export function weigh(text: string): SchemaWeight {
  let [statements, squares, depth, own] = [0, 0, 0, 0];
  // Extensions become fields of the message that they extend, wherever they stand.
  const extendsOthers = /\bextend\b/.test(text);
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "'") i = endOfText(text, i);
    else if (c === '/' && text[i + 1] === '/') i = endOf(text, '\n', i);
    else if (c === '/' && text[i + 1] === '*') i = endOf(text, '*/', i + 2) + 1;
    else if (c === '{') depth++;
    else if (c === ';' || c === ',') {
      statements++;
      own++;
    } else if (c === '}' && --depth <= 0 && !extendsOthers) {
      squares += own * own;
      own = 0;
    }
  }
  return { statements, squares: squares + own * own };
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at;
}

function endOfText(text: string, from: number): number {
  const quote = text[from];
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === quote) return i;
  }
  return text.length;
}

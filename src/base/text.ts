/** A half-open range of UTF-16 offsets into one source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a file. `file` is the path under which the file was given to the analyser, with forward slashes. */
export interface Site extends Span {
  readonly file: string;
}

/** 1-based line and column; the column counts UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets into 1-based lines and columns. A line ends after `\n`, `\r\n` or a lone `\r`. */
export interface LineIndex {
  toLineColumn(offset: number): LineColumn;
  /** The opposite; a place beyond the text gives one at its end or beyond. */
  toOffset(place: LineColumn): number;
}

export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return {
    toLineColumn(offset) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - starts[low]! + 1 };
    },
    toOffset: ({ line, column }) => (starts[line - 1] ?? text.length) + column - 1,
  };
}

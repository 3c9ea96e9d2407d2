/** A file's text as the compiler sees it, and where its characters stand in the file. */
export interface SourceText {
  /** What the file says. */
  readonly written: string;
  /** What spans of the syntax are of. */
  readonly text: string;
  /** Where the character at an offset into `text` is written in the file. */
  toFile(offset: number): number;
  /** The offset into `text` of the character that is written, or whose escape is, at an offset into the file. */
  fromFile(offset: number): number;
}

/** A text that its language does not take at all: no part of it is read. */
export interface Malformed {
  /** An offset into the file. */
  readonly malformedAt: number;
  readonly problem: string;
}

/** A file that speaks of Kafka Streams and was not read as code. */
export interface UnreadFile {
  readonly file: string;
  /** It names classes of Kafka Streams. */
  readonly speaksOfStreams: boolean;
  /** Its bytes as characters, or its text; undefined: there is too much of it, so that anything may stand in it. */
  readonly text: string | undefined;
}

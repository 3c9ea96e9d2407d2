/** A first look at a file's bytes, without making a text of them. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { maxFileBytes, startsAsUtf16, tooLarge } from './sourceText.js';
import { codeOf } from './walkFiles.js';

export interface Scan {
  /** It may hold part of a topology. */
  readonly mentionsStreams: boolean;
  /** Spring's auto-configuration makes the application's builder. */
  readonly enablesSpring: boolean;
  readonly importsTests: boolean;
  /** Why it will not be read. */
  readonly skipped: string | undefined;
}

const streamsWords = ['kafka.streams', 'StreamsBuilder', 'Topology'];
const testWords = ['import org.junit', 'import static org.junit', 'import org.testng', 'import static org.testng'];
const unread = (skipped: string): Scan => ({ mentionsStreams: false, enablesSpring: false, importsTests: false, skipped });

/** One buffer for all files: a large workspace is read in a second, not in several. */
export function createScanner(): (file: string) => Scan {
  const buffer = Buffer.allocUnsafe(maxFileBytes);
  return (file) => {
    let size: number;
    let length = 0;
    try {
      const handle = openSync(file, 'r');
      try {
        size = fstatSync(handle).size;
        while (length < buffer.length) {
          const count = readSync(handle, buffer, length, buffer.length - length, null);
          if (count === 0) break;
          length += count;
        }
      } finally {
        closeSync(handle);
      }
    } catch (error) {
      return unread(`the file cannot be read (${codeOf(error)})`);
    }
    if (size > maxFileBytes) return unread(tooLarge(size));
    const bytes = buffer.subarray(0, length);
    if (startsAsUtf16(bytes)) return unread('UTF-16 text: only UTF-8 is read');
    const mentionsStreams = streamsWords.some((word) => bytes.includes(word));
    return {
      mentionsStreams,
      enablesSpring: bytes.includes('EnableKafkaStreams'),
      importsTests: mentionsStreams && testWords.some((word) => bytes.includes(word)),
      skipped: undefined,
    };
  };
}

/** A first look at a file's bytes, without making a text of them. */
import { parentNamesIn } from '../analysis/parentNames.js';
import { readRegularFileInto } from './readRegularFile.js';
import { maxFileBytes, startsAsUtf16 } from './sourceText.js';
import { importsTestFramework } from './testSources.js';

export interface Scan {
  /** It may hold part of a topology. */
  readonly mentionsStreams: boolean;
  /** Spring's auto-configuration makes the application's builder. */
  readonly enablesSpring: boolean;
  /** It imports a framework for tests. */
  readonly importsTests: boolean;
  /** The simple names of what its classes extend and implement, and its methods make for a container, and perhaps some others that stand near. */
  readonly parents: readonly string[];
  /** Why it will not be read. */
  readonly skipped: string | undefined;
}

/** The last two: code that tells a container in which order to make the beans that build. */
const streamsWords = ['kafka.streams', 'StreamsBuilder', 'Topology', 'DependsOn', 'azyInitialization'];
const testWords = ['import org.junit', 'import static org.junit', 'import org.testng', 'import static org.testng'];
const unread = (skipped: string): Scan => ({ mentionsStreams: false, enablesSpring: false, importsTests: false, parents: [], skipped });

export function mentionsStreams(bytes: Buffer): boolean {
  return streamsWords.some((word) => bytes.includes(word));
}

/** One buffer for all files: a large workspace is read in a second, not in several. `real`: a path without links. */
export function createScanner(): (real: string) => Scan {
  const buffer = Buffer.allocUnsafe(maxFileBytes);
  return (real) => {
    const found = readRegularFileInto(real, buffer);
    if (found.kind !== 'read') return unread(found.kind === 'refused' ? found.reason : 'the file is gone');
    const bytes = buffer.subarray(0, found.length);
    if (startsAsUtf16(bytes)) return unread('UTF-16 text: only UTF-8 is read');
    // The core reads what Unicode escapes stand for, and then tells.
    const isOfStreams = mentionsStreams(bytes) || bytes.includes('\\u');
    return {
      mentionsStreams: isOfStreams,
      enablesSpring: bytes.includes('EnableKafkaStreams'),
      importsTests: isOfStreams && testWords.some((word) => bytes.includes(word)) && importsTestFramework(bytes.toString('latin1')),
      parents: parentNamesIn(bytes),
      skipped: undefined,
    };
  };
}

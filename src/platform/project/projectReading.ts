/** Reads the build files and the configuration of a project: within bounds for all of them together, and so that no file is the end of all else. */
import type { WorkspaceFiles } from '../files/workspaceFiles.js';

/** A file's facts are not known, for a reason that a person can read. */
export class Unread extends Error {}

/** Fails (`Unread`) once too much was spent. A step takes about a microsecond. */
export type Spend = (steps: number) => void;

export interface ProjectReading {
  readonly spend: Spend;
  /** For one file, which must not cost all that there is for the project. */
  forFile(): Spend;
  readonly files: WorkspaceFiles;
  /** What `read` gives; where it fails, `otherwise`, and the file (absolute) is said to be left out, with the reason. */
  attempt<T>(file: string, otherwise: T, read: () => T): T;
}

/** Each file has bounds of its own, but there may be as many as their author likes. Some ten megabytes of poms, or a hundred of properties. */
const mostSteps = 8_000_000;
const mostStepsOfFile = 500_000;

/** Steps for a character of a text that is looked through. */
export const perCharacter = 1 / 16;

/** Steps for a key and its value, beside their characters. */
export const stepsOfEntry = 4;

/** Characters of a key in configuration: a longer one is nobody's, and would be repeated in each key below it. */
export const longestKey = 1000;

export function createProjectReading(files: WorkspaceFiles, most = mostSteps): ProjectReading {
  const spend = createSpend(most, 'the build files and the configuration of the project are more than is read');
  return {
    files,
    spend,
    forFile() {
      const ofFile = createSpend(mostStepsOfFile, 'it says more than is read of one file');
      return (steps) => {
        spend(steps);
        ofFile(steps);
      };
    },
    attempt(file, otherwise, read) {
      try {
        return read();
      } catch (error) {
        files.skip(
          file,
          error instanceof Unread ? error.message : `it cannot be read (${error instanceof Error ? error.message : String(error)})`,
        );
        return otherwise;
      }
    },
  };
}

function createSpend(most: number, reason: string): Spend {
  let left = most;
  return (steps) => {
    left -= steps;
    if (left < 0) throw new Unread(reason);
  };
}

import { existsSync } from 'node:fs';
import path from 'node:path';

/** The top of the repository that a folder lies in. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return undefined;
  }
}

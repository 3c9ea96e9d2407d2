import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version in the package.json that the program lies below. */
export function readToolVersion(): string {
  for (let at = path.dirname(fileURLToPath(import.meta.url)); ; at = path.dirname(at)) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8'));
      if (typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string')
        return manifest.version;
    } catch {
      // not in this folder
    }
    if (path.dirname(at) === at) return '0.0.0';
  }
}

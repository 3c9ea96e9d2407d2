/** The grammars' bytes: beside the bundle, or in the packages where the sources are run. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { languageFacts } from '../../core/languages/languageFacts.js';
import type { Grammars } from '../../core/languages/tree/grammars.js';

export async function readGrammars(): Promise<Grammars> {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const locate = (file: string, specifier: string): string => {
    const beside = path.join(here, file);
    return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(specifier);
  };
  const languages = languageFacts.map(async ({ id, grammar }) => [id, await readFile(locate(path.basename(grammar), grammar))] as const);
  return {
    runtime: await readFile(locate('web-tree-sitter.wasm', 'web-tree-sitter/web-tree-sitter.wasm')),
    languages: new Map(await Promise.all(languages)),
  };
}

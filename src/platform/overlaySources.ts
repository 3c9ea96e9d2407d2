/** Sources where open documents go before the disk. */
import type { Sources } from '../core/analyser.js';

/**
 * `documents` maps a file, as `base` names it, to its text. An open file that `base` does not list is read when something
 * asks for it, but is not looked at for entry points: what the project's walk leaves out stays out.
 */
export function overlaySources(base: Sources, documents: ReadonlyMap<string, string>): Sources {
  return {
    files: base.files,
    read(file) {
      const text = documents.get(file);
      return text === undefined ? base.read(file) : { text };
    },
    findByClassName: (simpleName) => base.findByClassName(simpleName),
  };
}

/** Sources where newer texts go before what was read from the disk. */
import path from 'node:path';
import type { Sources } from '../../core/analyser.js';
import { parentNames } from '../analysis/parentNames.js';
import type { SourceText } from './sourceText.js';

/** Is this one of the project's files, whether or not anything in it speaks of topologies? */
export function knowsFile(sources: Sources, file: string): boolean {
  return sources.findByClassName(path.posix.basename(file, path.posix.extname(file))).includes(file);
}

/**
 * Each layer maps files, as `base` names them, to texts; an earlier layer goes before a later one. A file that `base` knows but
 * does not list may mention Kafka Streams by now, so it is looked at; what `base` does not know (build output, tests) is not.
 */
export function overlaySources(base: Sources, layers: readonly ReadonlyMap<string, SourceText>[]): Sources {
  const files = new Set(base.files);
  for (const layer of layers) {
    for (const file of layer.keys()) if (!files.has(file) && knowsFile(base, file)) files.add(file);
  }
  return {
    ...base,
    files: files.size === base.files.length ? base.files : [...files].sort(),
    read(file) {
      for (const layer of layers) {
        const text = layer.get(file);
        if (text !== undefined) return text;
      }
      return base.read(file);
    },
    findByParent(simpleName) {
      const newer = layers.flatMap((layer) =>
        [...layer].flatMap(([file, text]) => ('text' in text && parentNames(text.text).includes(simpleName) ? [file] : [])),
      );
      return [...new Set([...base.findByParent(simpleName), ...newer])];
    },
  };
}

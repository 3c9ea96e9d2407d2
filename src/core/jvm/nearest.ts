/** Things of files: the one whose file is nearest to another, by the folders that the paths have in common from the start. */

/** undefined: two are as near. */
export type Nearest<T> = (from: string) => T | undefined;

interface Folder<T> {
  readonly inner: Map<string, Folder<T>>;
  /** The only one in it and below it. */
  only: T | undefined;
}

/** There is at least one. */
export function createNearest<T>(all: readonly T[], fileOf: (one: T) => string): Nearest<T> {
  if (all.length === 1) return () => all[0];
  const newFolder = (only: T | undefined): Folder<T> => ({ inner: new Map(), only });
  const top = newFolder(undefined);
  for (const one of all) {
    let folder = top;
    for (const name of foldersOf(fileOf(one))) {
      let next = folder.inner.get(name);
      if (next === undefined) folder.inner.set(name, (next = newFolder(one)));
      else next.only = undefined;
      folder = next;
    }
  }
  return (from) => {
    let folder = top;
    for (const name of foldersOf(from)) {
      const next = folder.inner.get(name);
      if (next === undefined) break;
      folder = next;
    }
    return folder.only;
  };
}

function foldersOf(file: string): readonly string[] {
  return file.split('/').slice(0, -1);
}

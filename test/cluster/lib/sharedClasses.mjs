// Classes that were loaded once: a JVM that finds them in an archive starts in half the time (JEP 350). Imports no installed package.
import fs from 'node:fs';
import path from 'node:path';

/** The archives that a JVM of ours is to leave. */
const making = new Set();

const archiveOf = (jars, kind) => path.join(jars, `${kind}.jsa`);

export const hasSharedClasses = (jars, kind) => fs.existsSync(archiveOf(jars, kind));

/**
 * Options of a JVM whose class path begins with the jars of the folder. The first of a `kind` that `isMaker`, and ends in order, leaves its
 * classes to the next ones: one with nothing but the jars on its class path. `ended` is called when it is gone.
 */
export function sharedClasses(jars, kind, { isMaker = true } = {}) {
  const archive = archiveOf(jars, kind);
  // What the JVM says of archives would stand among what the program prints.
  const options = ['-Xshare:auto', '-Xlog:disable', '-Xlog:all=error:stderr'];
  if (fs.existsSync(archive)) return { options: [...options, `-XX:SharedArchiveFile=${archive}`], ended() {} };
  if (!isMaker || making.has(archive)) return { options, ended() {} };
  making.add(archive);
  const left = `${archive}.${process.pid}`;
  return {
    options: [...options, `-XX:ArchiveClassesAtExit=${left}`],
    ended() {
      making.delete(archive);
      if (fs.existsSync(left)) fs.renameSync(left, archive);
    },
  };
}

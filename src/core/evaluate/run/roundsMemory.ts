/** What the runs of one entry tell each other of rounds of an unknown number, by the keys of their loops. */
import type { ClassInfo } from '../../jvm/program.js';
import { createPath, type Path } from '../../jvm/ways.js';

export interface RoundsMemory {
  /** Classes that their code was the first to use. */
  readonly firstUses: Map<string, ReadonlySet<ClassInfo>>;
  /** Of the places that their code changed: what a run that knows it has learnt. */
  readonly changes: Map<string, Map<Path, string>>;
  /** Where the ways to all places begin. */
  readonly paths: Path;
}

export function createRoundsMemory(): RoundsMemory {
  return { firstUses: new Map(), changes: new Map(), paths: createPath() };
}

/** What is learnt where the loop's code changes the place: the same for each run, and no other place's. */
export function lessonOfChange({ changes }: RoundsMemory, key: string, path: Path): string {
  let known = changes.get(key);
  if (known === undefined) changes.set(key, (known = new Map()));
  let lesson = known.get(path);
  if (lesson === undefined) known.set(path, (lesson = `${key} changes ${known.size}`));
  return lesson;
}

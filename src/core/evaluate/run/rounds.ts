/**
 * Code that runs a number of times that is not known. It is followed once, for what it builds; what it changed may have been changed before
 * or not at all, so all is run anew with that lost before it begins, until it changes nothing else.
 */
import type { Completion } from '../../jvm/completion.js';
import { findPlaces, type Place } from '../../jvm/places.js';
import type { Evaluation, Frame, Run } from '../../jvm/run.js';
import type { Path } from '../../jvm/ways.js';
import { lessonOfChange, type RoundsMemory } from './roundsMemory.js';

/** What is looked at for each step that is spent. */
const placesPerStep = 8;

/** `frames`: those in which code runs now, outermost first. `note`: all is run anew once this run has come to its end, and knows what is noted. */
export function createRounds(
  run: Run,
  frames: readonly Frame[],
  memory: RoundsMemory,
  note: (lessons: readonly string[]) => void,
): Evaluation['unknownRounds'] {
  const { firstUses } = memory;
  return (site, reason, body) => {
    const key = `loop:${site.file}:${site.start}`;
    if (run.learnt(key)) run.dsl.loseCounters(reason, site);
    // What a class holds after the first round, which is the first to use it, its later rounds begin with.
    for (const info of firstUses.get(key) ?? []) run.initialiseClass(info);
    const look = (): Place[] => {
      const places = findPlaces(run, frames, memory.paths);
      run.spend(site, Math.ceil(places.length / placesPerStep));
      return places;
    };
    const lose = (places: readonly Place[]): void => {
      for (const place of places) place.lose({ reason: `${place.name} is changed where ${reason}`, site });
    };
    const knownToChange = (places: readonly Place[]): readonly Place[] => {
      const lessons = learntOf(memory, key, run);
      if (lessons === undefined) return [];
      return places.filter(({ way }) => {
        const path = way.madePath();
        const lesson = path === undefined ? undefined : lessons.get(path);
        return lesson !== undefined && run.learnt(lesson);
      });
    };
    let places = look();
    const known = knownToChange(places);
    lose(known);
    if (known.length > 0) places = look();
    const used = new Set(run.classes.keys());
    const before = places.map((place) => place.contents());
    const operations = run.dsl.operations;

    /** What the code did; what of it was not taken into account before it began is told to the next run. */
    const settle = (): void => {
      const changed = places.filter((place, i) => !place.holds(before[i]));
      const news = [...run.classes.keys()].filter((info) => !used.has(info) && (run.classes.get(info)?.fields.size ?? 0) > 0);
      if (news.length > 0) firstUses.set(key, new Set([...(firstUses.get(key) ?? []), ...news]));
      const builds = run.dsl.operations !== operations;
      const lessons = [
        ...changed.map(({ way }) => lessonOfChange(memory, key, way.path())),
        ...news.map((info) => `${key} uses ${info.qualifiedName}`),
        ...(builds ? [key] : []),
      ];
      note(lessons.filter((lesson) => !run.learnt(lesson)));
      if (builds) run.dsl.loseCounters(reason, site);
      lose(changed);
      if (learntOf(memory, key, run) !== undefined) lose(knownToChange(look()));
    };
    let completion: Completion;
    try {
      completion = body();
    } catch (error) {
      // A handler goes on with what it left.
      settle();
      throw error;
    }
    settle();
    if (completion.kind === 'return' && run.choose(`${key}:return`, 2, reason, site) === 0) return completion;
    return { kind: 'normal' };
  };
}

/** What is told of the places that a loop changes; undefined: nothing that the run has learnt. */
function learntOf({ changes }: RoundsMemory, key: string, run: Run): ReadonlyMap<Path, string> | undefined {
  const lessons = changes.get(key);
  if (lessons === undefined) return undefined;
  for (const lesson of lessons.values()) if (run.learnt(lesson)) return lessons;
  return undefined;
}

/**
 * Code that runs a number of times that is not known. It is followed once, for what it builds; what it changed may have been changed before
 * or not at all, so all is run anew with that lost before it begins, until it changes nothing else.
 */
import type { Site } from '../../../base/text.js';
import type { Completion } from '../../jvm/completion.js';
import { findPlaces, type Place } from '../../jvm/places.js';
import type { Evaluation, Frame, Run } from '../../jvm/run.js';
import type { RunRequest } from './outcome.js';

/** What is looked at for each step that is spent. */
const placesPerStep = 8;

/** What one run tells the next. */
interface RoundsMemory {
  readonly firstUses: RunRequest['firstUses'];
  /** All is run anew once this run has come to its end, and knows these. */
  note(lessons: readonly string[]): void;
}

/** `frames`: those in which code runs now, outermost first. */
export function createRounds(run: Run, frames: readonly Frame[], { firstUses, note }: RoundsMemory): Evaluation['unknownRounds'] {
  return (site, reason, body) => {
    const key = `loop:${site.file}:${site.start}`;
    const lessonOf = ({ path }: Place): string => `${key} changes ${path}`;
    if (run.learnt(key)) run.dsl.loseCounters(reason, site);
    // What a class holds after the first round, which is the first to use it, its later rounds begin with.
    for (const info of firstUses.get(key) ?? []) run.initialiseClass(info);
    const lose = (places: readonly Place[]): void => {
      for (const place of places) place.lose({ reason: `${place.name} is changed where ${reason}`, site });
    };
    lose(look(run, frames, site).filter((place) => run.learnt(lessonOf(place))));
    const used = new Set(run.classes.keys());
    const before = look(run, frames, site).map((place) => ({ place, contents: place.contents() }));
    const operations = run.dsl.operations;

    /** What the code did; what of it was not taken into account before it began is told to the next run. */
    const settle = (): void => {
      const changed = before.filter(({ place, contents }) => !isSame(contents, place.contents())).map(({ place }) => place);
      const news = [...run.classes.keys()].filter((info) => !used.has(info) && (run.classes.get(info)?.fields.size ?? 0) > 0);
      if (news.length > 0) firstUses.set(key, new Set([...(firstUses.get(key) ?? []), ...news]));
      const builds = run.dsl.operations !== operations;
      const lessons = [...changed.map(lessonOf), ...news.map((info) => `${key} uses ${info.qualifiedName}`), ...(builds ? [key] : [])];
      note(lessons.filter((lesson) => !run.learnt(lesson)));
      if (builds) run.dsl.loseCounters(reason, site);
      lose(changed);
      lose(look(run, frames, site).filter((place) => run.learnt(lessonOf(place))));
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

function look(run: Run, frames: readonly Frame[], site: Site): Place[] {
  const places = findPlaces(run, frames);
  run.spend(site, Math.ceil(places.length / placesPerStep));
  return places;
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && before.every((value, i) => Object.is(value, now[i]));
}

/**
 * Code that runs a number of times that is not known. It is followed once, for what it builds; what it changed may have been changed before
 * or not at all, so all is run anew with that lost before it begins, until it changes nothing else.
 */
import type { Site } from '../../../base/text.js';
import { Restart, type Completion } from '../../jvm/completion.js';
import { findPlaces, type Place } from '../../jvm/places.js';
import type { Evaluation, Frame, Run } from '../../jvm/run.js';
import type { RunRequest } from './outcome.js';

/** What is looked at for each step that is spent. */
const placesPerStep = 8;

/** `frames`: those in which code runs now, outermost first. */
export function createRounds(run: Run, frames: readonly Frame[], firstUses: RunRequest['firstUses']): Evaluation['unknownRounds'] {
  return (site, reason, body) => {
    const key = `loop:${site.file}:${site.start}`;
    const lessonOf = ({ path }: Place): string => `${key} changes ${path}`;
    if (run.learnt(key)) run.dsl.loseCounters(reason, site);
    // What a class holds after the first round, which is the first to use it, its later rounds begin with.
    for (const info of firstUses.get(key) ?? []) run.initialiseClass(info);
    const loseChanged = (): void => {
      for (const place of look(run, frames, site))
        if (run.learnt(lessonOf(place))) place.lose({ reason: `${place.name} is changed where ${reason}`, site });
    };
    loseChanged();
    const used = new Set(run.classes.keys());
    const before = look(run, frames, site).map((place) => ({ place, contents: place.contents() }));
    const operations = run.dsl.operations;
    /** What the code did that was not taken into account before it began. */
    const findLessons = (): string[] => {
      const changed = before.filter(({ place, contents }) => !isSame(contents, place.contents())).map(({ place }) => lessonOf(place));
      const news = [...run.classes.keys()].filter((info) => !used.has(info) && (run.classes.get(info)?.fields.size ?? 0) > 0);
      if (news.length > 0) firstUses.set(key, new Set([...(firstUses.get(key) ?? []), ...news]));
      const lessons = [...changed, ...news.map((info) => `${key} uses ${info.qualifiedName}`)];
      if (run.dsl.operations !== operations) lessons.push(key);
      return lessons.filter((lesson) => !run.learnt(lesson));
    };
    let completion: Completion;
    try {
      completion = body();
    } catch (error) {
      // A handler goes on with what it left; a loop around this one learns its own in the same go.
      const lessons = findLessons();
      if (error instanceof Restart) throw new Restart([...error.lessons, ...lessons]);
      if (lessons.length > 0) throw new Restart(lessons);
      loseChanged();
      throw error;
    }
    const lessons = findLessons();
    if (lessons.length > 0) throw new Restart(lessons);
    loseChanged();
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

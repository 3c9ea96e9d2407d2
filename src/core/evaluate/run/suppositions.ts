/** Decisions where the way to go is not known, and what is supposed of code beside the run. */
import type { Site } from '../../../base/text.js';
import type { MethodDeclaration } from '../../form/form.js';
import { OutOfBudget } from '../../jvm/completion.js';
import type { Suppositions } from '../../jvm/run.js';
import { isSayable, toPattern } from '../../values/holes.js';
import type { Decision, RunRequest } from './outcome.js';

export interface Trail extends Suppositions {
  readonly decisions: ReadonlyMap<string, Decision>;
  /** What was supposed and is not so: methods that are neither entered nor constructors that ran, and what `note` was told. */
  lessons(entered: ReadonlySet<MethodDeclaration>): readonly string[];
  note(lessons: readonly string[]): void;
}

interface About {
  readonly isDefault?: boolean;
  readonly sayable?: string | undefined;
  /** The way that is tried first. */
  readonly preferred?: number;
}

/** Of one run: of far fewer not all ways are followed. */
const decisionLimit = 10_000;
const tooManyDecisions = `the code meets a condition that is not known more than ${decisionLimit} times`;

export function createTrail(
  request: Pick<RunRequest, 'decisions' | 'learnt' | 'ownsProcess'>,
  takeDefault: (assumption: string, site: Site) => void,
): Trail {
  const decisions = new Map<string, Decision>();
  const answers = new WeakMap<object, boolean>();
  const noted = new Set<string>();
  const constructors = new Set<MethodDeclaration>();
  const supposed = new Map<string, readonly MethodDeclaration[]>();

  function choose(key: string, ways: number, reason: string, site: Site, about: About = {}): number {
    const known = decisions.get(key);
    if (known !== undefined && known.ways === ways) return known.taken;
    const preferred = about.preferred ?? 0;
    const wanted = request.decisions.get(key) ?? preferred;
    const taken = wanted < ways ? wanted : preferred;
    if (decisions.size >= decisionLimit) throw new OutOfBudget(tooManyDecisions, site);
    decisions.set(key, { key, ways, taken, reason: toPattern(reason), site, isDefault: about.isDefault === true, sayable: about.sayable });
    return taken;
  }

  return {
    decisions,
    choose: (key, ways, reason, site) => choose(key, ways, reason, site),
    decide(condition, site) {
      if (condition.kind === 'boolean') return condition.value;
      const isUnknown = condition.kind === 'unknown';
      const raw = isUnknown ? condition.key : `${site.file}:${site.start}`;
      const negated = raw.startsWith('!');
      const unset = isUnknown && condition.unset?.gives !== undefined ? condition.unset : undefined;
      const preferred = unset === undefined || unset.gives !== negated ? 0 : 1;
      const reason = isUnknown ? condition.reason : 'a condition that is not known';
      const sayable = isUnknown && isSayable(condition.key, condition.label) ? condition.label : undefined;
      const way = choose(negated ? raw.slice(1) : raw, 2, reason, site, { isDefault: unset !== undefined, sayable, preferred });
      if (way === preferred && unset !== undefined) takeDefault(unset.assumption, site);
      return negated ? way === 1 : way === 0;
    },
    settled: new Map(),
    learnt: (key) => request.learnt.has(key),
    supposeRun: (key, methods) => void supposed.set(key, methods),
    noteConstructor: (constructor) => void constructors.add(constructor),
    ownsProcess: request.ownsProcess,
    once(part, ask) {
      const known = answers.get(part);
      if (known !== undefined) return known;
      answers.set(part, false);
      const answer = ask();
      answers.set(part, answer);
      return answer;
    },
    lessons: (entered) => [
      ...[...supposed].filter(([, methods]) => !methods.every((m) => entered.has(m) || constructors.has(m))).map(([key]) => key),
      ...noted,
    ],
    note(lessons) {
      for (const lesson of lessons) noted.add(lesson);
    },
  };
}

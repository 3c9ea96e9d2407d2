/** What one run may take: steps, nesting, and the length of the texts that it makes. */
import type { Site, Span } from '../../../base/text.js';
import { OutOfBudget } from '../../jvm/completion.js';
import type { Bounds, Unknowns } from '../../jvm/run.js';

const stepLimit = 300_000;
/** Of evaluations inside each other: beyond it the stack would end first. */
const depthLimit = 1_000;
/** Beyond it no further call is entered. */
const recursionDepth = 700;
/** Beyond it nothing is a name, nor part of one. */
const textLimit = 10_000;
export const charactersPerStep = 64;
const tooManySteps = `the code takes more than ${stepLimit} steps to follow`;
const tooDeep = 'the code is nested too deeply to follow';
/** The stack, or the largest text or list, that the engine has. */
export const beyondEngine = 'the code is nested too deeply, or makes too much, to be followed';
const nowhere: Site = { file: '', start: 0, end: 0 };

export interface Meter extends Bounds {
  isDeep(): boolean;
  /** Something inside what is being evaluated begins. */
  enter(file: string, span: Span): void;
  leave(): void;
  /** Where the last step was taken. */
  lastSite(): Site;
  steps(): number;
}

/** `ran` takes the files whose code is run. */
export function createMeter(unknown: () => Unknowns['unknown'], signal: AbortSignal | undefined, ran: Set<string>): Meter {
  let steps = 0;
  let depth = 0;
  let last = nowhere;
  let file = '';
  const spend = (site: Site, count = 1): void => {
    last = site;
    const before = steps;
    // What would be too much is not done.
    steps = Math.min(steps + count, stepLimit + 1);
    if (steps > stepLimit) throw new OutOfBudget(tooManySteps, site);
    if (before >> 10 !== steps >> 10 && signal?.aborted === true) throw new OutOfBudget(tooManySteps, site);
  };
  return {
    spend,
    made(length, write, site) {
      if (length > textLimit) return unknown()(`a text of more than ${textLimit} characters is not followed`, site, { label: 'text' });
      spend(site, Math.floor(length / charactersPerStep));
      return { kind: 'text', text: write() };
    },
    isDeep: () => depth > recursionDepth,
    enter(next, span) {
      if (next !== file) ran.add((file = next));
      if (++depth > depthLimit) throw new OutOfBudget(tooDeep, { file, start: span.start, end: span.end });
    },
    leave: () => void depth--,
    lastSite: () => last,
    steps: () => steps,
  };
}

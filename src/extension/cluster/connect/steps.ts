/** Questions that follow from earlier answers, as data: knows no editor. */

interface AnyStep {
  readonly id: string;
  readonly prompt: string;
}

export interface TextStep<D> extends AnyStep {
  readonly kind: 'text';
  readonly placeholder?: string;
  /** Not shown while it is typed. */
  readonly secret?: boolean;
  /** A file may be picked. */
  readonly file?: boolean;
  value(draft: D): string;
  /** What is wrong with the text, in a sentence; undefined: nothing. */
  check(text: string, draft: D): string | undefined;
  accept(draft: D, text: string): D;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

export interface ChoiceStep<D> extends AnyStep {
  readonly kind: 'choice';
  readonly choices: readonly Choice[];
  value(draft: D): string;
  accept(draft: D, value: string): D;
}

export type Step<D> = TextStep<D> | ChoiceStep<D>;

/** A text, `back`, or undefined: given up. */
export type Answer = { readonly text: string } | 'back' | undefined;

/** Asks one step after the other; each answer decides which follow. undefined: given up. */
export async function askSteps<D>(
  start: D,
  stepsOf: (draft: D) => readonly Step<D>[],
  ask: (step: Step<D>, draft: D, place: { readonly step: number; readonly of: number }) => Promise<Answer>,
): Promise<D | undefined> {
  let draft = start;
  for (let i = 0; ;) {
    const steps = stepsOf(draft);
    const step = steps[i];
    if (step === undefined) return draft;
    const answer = await ask(step, draft, { step: i + 1, of: steps.length });
    if (answer === undefined) return undefined;
    if (answer === 'back') i = Math.max(0, i - 1);
    else {
      draft = step.accept(draft, answer.text);
      i++;
    }
  }
}

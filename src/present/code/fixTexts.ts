/** What is said of a fix before it is applied. */
import { plural } from '../../core/features/words.js';
import type { FixAsk } from '../../core/fixes/fixAsk.js';
import type { FixPlan, Refusal } from '../../core/fixes/planFix.js';

export interface FixTexts {
  readonly message: string;
  readonly detail: string;
  /** The button. */
  readonly action: string;
  /** Another button, for the form of pin that pins more. */
  readonly otherAction?: string;
  /** Some topic is orphaned. */
  readonly loses: boolean;
  /** After it was applied. */
  readonly done: string;
}

/** A dialog has no scroll bar. */
const shown = 8;
const reasonsShown = 3;
const namesOfReason = 2;

function some(lines: readonly string[]): string[] {
  return lines.length <= shown ? [...lines] : [...lines.slice(0, shown - 1), `and ${lines.length - shown + 1} more`];
}

/** Each reason once, with the names that it is for. */
function byReason(refused: readonly Refusal[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { names, reason } of refused) reasons.set(reason, [...(reasons.get(reason) ?? []), ...names]);
  const lines = [...reasons].map(([reason, names]) => {
    const more = names.length - namesOfReason;
    return `${names.slice(0, namesOfReason).join(', ')}${more > 0 ? ` and ${plural(more, 'other name', 'other names')}` : ''}: ${reason}.`;
  });
  return lines.length <= reasonsShown
    ? lines
    : [...lines.slice(0, reasonsShown), `and ${plural(lines.length - reasonsShown, 'more reason', 'more reasons')}`];
}

/** What the menu of quick fixes promises of a pin; `plan` undefined: it was not planned. */
export function pinTitle(plan: FixPlan | undefined): { readonly title: string; readonly isPreferred: boolean } {
  if (plan !== undefined && plan.named.length === 0) return { title: 'Why its name cannot be pinned\u2026', isPreferred: false };
  if (plan !== undefined && plan.named.length > 1)
    return { title: `Pin its name, and those that would move with it: ${plan.named.length} calls (nothing moves)`, isPreferred: true };
  return { title: 'Pin the name that it has now (nothing moves)', isPreferred: true };
}

/** The form that adds operators is of use. */
const pinsMore = (plan: FixPlan | undefined, without: FixPlan): plan is FixPlan =>
  plan !== undefined && plan.drawn > 0 && plan.named.length > without.named.length;

/** Of the pin that adds operators; undefined where it pins no more than the one that adds none. */
export function keepPlacesTitle(plan: FixPlan | undefined, without: FixPlan): string | undefined {
  if (!pinsMore(plan, without)) return undefined;
  const calls = plan.named.length === 1 ? '' : `: ${plan.named.length} calls`;
  return `Pin its name, and keep the places${calls}, by ${plural(plan.drawn, 'operator that does nothing', 'operators that do nothing')} (nothing moves)`;
}

/** The same before it is asked for: of a plain pin. `called` is how it is asked for here. */
export function morePinned(plan: FixPlan | undefined, without: FixPlan, called: string): string | undefined {
  if (!pinsMore(plan, without)) return undefined;
  const more = plural(plan.named.length - without.named.length, 'more call', 'more calls');
  return `${called} pins ${more}, by ${plural(plan.drawn, 'operator that does nothing', 'operators that do nothing')}: nothing moves.`;
}

export interface FixContext {
  /** The state whose names a pin gives back. */
  readonly keptFrom?: string | undefined;
  /** What clusters know of the topics that are orphaned, in a sentence. */
  readonly deployed?: string | undefined;
  /** What the pin that adds operators would do. */
  readonly withPlaces?: FixPlan | undefined;
}

const keepsPlacesAction = 'Pin, and Keep the Places';

/** undefined where there is nothing to do and nothing was refused. */
export function fixTexts(mode: FixAsk['mode'], plan: FixPlan, { keptFrom, deployed, withPlaces }: FixContext = {}): FixTexts | undefined {
  const { named, refused, changes, files } = plan;
  if (named.length === 0 && refused.length === 0) return undefined;
  const refusals = byReason(refused);
  const more = morePinned(withPlaces, plan, `"${keepsPlacesAction}"`);
  const other = more === undefined ? {} : { otherAction: keepsPlacesAction };
  if (named.length === 0)
    return {
      message: mode === 'pin' ? 'Nothing can be pinned.' : 'Nothing can be named.',
      detail: [...(more === undefined ? [] : [more]), ...refusals].join('\n\n'),
      action: '',
      ...other,
      loses: false,
      done: '',
    };
  const calls = `${plural(named.length, 'call', 'calls')}${files.size > 1 ? ` in ${files.size} files` : ''}`;
  const were = named.length === 1 ? 'has' : 'have';
  const left =
    refusals.length === 0 ? [] : ['', mode === 'pin' ? 'Cannot be pinned, and stays as it is:' : 'Cannot be named:', ...refusals];
  if (keptFrom !== undefined) {
    const topics = changes.filter(({ kind }, i) => kind !== 'store' || changes[i + 1]?.kind !== 'changelog');
    return {
      message: `Keep the names of ${keptFrom} for ${calls}?`,
      detail: [
        'The edit stays, and stores and topics get the names back that they had. The edited code was analysed, and makes them:',
        ...some(topics.map(({ after }) => after ?? '(none)')),
        ...left,
      ].join('\n'),
      action: 'Keep Names',
      loses: false,
      done: `${calls} ${were} the names of ${keptFrom}.`,
    };
  }
  if (mode === 'pin') {
    return {
      message: `Pin the names of ${calls}? Nothing moves.`,
      detail: [
        'These names are written into the code as they are. The edited code was analysed, and makes the same stores and topics:',
        ...some([...new Set(named.flatMap(({ names }) => names))]),
        ...(plan.drawn === 0
          ? []
          : [
              '',
              `${plural(plan.drawn, 'operator that does nothing is', 'operators that do nothing are')} added: each draws a number that a named store draws no more.`,
            ]),
        ...(more === undefined ? [] : ['', more]),
        ...left,
      ].join('\n'),
      action: 'Pin',
      ...other,
      loses: false,
      done: `The names of ${calls} are pinned: later edits move none of them.`,
    };
  }
  // A store and its changelog move together: the topic says both.
  const moves = changes.filter(({ kind }, i) => kind !== 'store' || changes[i + 1]?.kind !== 'changelog');
  const orphaned = moves.filter(({ kind, before }) => kind !== 'store' && before !== null).length;
  return {
    message:
      changes.length === 0 ? `Name ${calls}? No name changes.` : `Name ${calls}? ${plural(orphaned, 'topic is', 'topics are')} orphaned.`,
    detail: [
      ...(changes.length === 0
        ? []
        : [
            deployed ?? 'For an application that is not deployed, nothing is lost.',
            'What is in these topics now is not found under the new names. "Pin Names" gives names that move nothing.',
          ]),
      ...some(moves.map(({ before, after }) => `${before ?? '(none)'} \u2192 ${after ?? '(none)'}`)),
      ...left,
    ].join('\n'),
    action: 'Name',
    loses: orphaned > 0,
    done: `${calls} ${were} names of their own${orphaned === 0 ? '' : `; ${plural(orphaned, 'topic is', 'topics are')} orphaned`}.`,
  };
}

/** What is wrong with a name that somebody types; undefined: nothing. Source: org.apache.kafka.streams.kstream.Named, common.internals.Topic. */
export function wrongName(name: string): string | undefined {
  if (name === '') return 'Enter a name.';
  if (name === '.' || name === '..') return 'A name cannot be "." or "..".';
  if (name.length > 200) return 'A topic name, with the application id before it and -changelog behind it, has at most 249 characters.';
  const wrong = /[^A-Za-z0-9._-]/.exec(name);
  return wrong === null ? undefined : `Only letters, digits, dots, hyphens and underscores: not "${wrong[0]}".`;
}

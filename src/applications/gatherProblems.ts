/** What is missing in an answer, each cause once: a thousand topics that may not be described are one refusal. */
import type { Problem } from '../kafka/clusterError.js';

export function gatherProblems(problems: readonly Problem[]): Problem[] {
  const byCause = new Map<string, { readonly first: Problem; readonly others: Set<string> }>();
  for (const problem of problems) {
    const { what, error } = problem;
    // `configuration of a`, `orders-0`: what it is of stands last.
    const subject = what.slice(0, what.lastIndexOf(' ') + 1);
    const cause = JSON.stringify([subject, error.kind, error.kind === 'unauthorised' ? error.advice : error.message.replace(what, '')]);
    const same = byCause.get(cause);
    if (same === undefined) byCause.set(cause, { first: problem, others: new Set() });
    else if (what !== same.first.what) same.others.add(what);
  }
  return [...byCause.values()].map(({ first, others }) =>
    others.size === 0 ? first : { ...first, what: `${first.what} and ${others.size} more` },
  );
}

import { nearestTo } from '../../base/editDistance.js';
import type { Site } from '../../base/text.js';
import type { RuleInfo } from './rule.js';

export const unknownSuppression: RuleInfo = {
  id: 'unknown-suppression',
  summary: 'A comment switches off a rule that does not exist, and so nothing.',
  severity: 'info',
};

/** A rule's name as a comment has it. */
export interface SuppressedName {
  readonly rule: string;
  readonly site: Site;
}

/** Of the names that are no rule's: where, and what was perhaps meant. */
export function findUnknownSuppressions(
  names: readonly SuppressedName[],
  known: readonly string[],
): readonly { readonly site: Site; readonly message: string }[] {
  return names
    .filter(({ rule }) => !known.includes(rule))
    .map(({ rule, site }) => {
      const near = nearestTo(rule, known, 3);
      const meant = near === undefined ? '.' : `: did you mean ${near}?`;
      return { site, message: `No rule is called ${rule.slice(0, 40)}, so this comment switches nothing off${meant}` };
    });
}

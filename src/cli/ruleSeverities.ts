import type { RuleSeverities, RuleSeverity } from '../core/rules/severities.js';
import type { GivenOptions } from './options.js';

/** Of `--rule ID=SEVERITY`, which the options have checked. */
export function ruleSeveritiesOf(given: GivenOptions): RuleSeverities {
  return Object.fromEntries(
    given.texts('rule').map((text): [string, RuleSeverity] => {
      const [id = '', severity] = text.split('=');
      return [id, severity as RuleSeverity];
    }),
  );
}

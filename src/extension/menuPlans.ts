/** Plans of pins for the menu of quick fixes, which must not wait for long: one is kept until the code is analysed anew. */
import type { FixPlan } from '../core/fixes/planFix.js';
import type { FixCall } from './fixes.js';
import type { WorkspaceAnalysis } from './workspaceAnalysis.js';

/** undefined: not planned in time, or not at all, which is said where the action is taken. */
export type MenuPlans = (call: FixCall) => Promise<FixPlan | undefined>;

/** Milliseconds. */
const longestWait = 800;

export function createMenuPlans(analysis: Pick<WorkspaceAnalysis, 'reports' | 'planFix'>): MenuPlans {
  let kept:
    | { readonly of: unknown; readonly key: string; readonly plan: Promise<FixPlan | undefined>; readonly ending: AbortController }
    | undefined;
  return (call) => {
    const key = JSON.stringify(call);
    if (kept === undefined || kept.of !== analysis.reports || kept.key !== key) {
      // Nobody waits for it any more.
      kept?.ending.abort();
      const ending = new AbortController();
      const plan = analysis.planFix(call.folder, call.ask, { signal: ending.signal }).catch(() => undefined);
      kept = { of: analysis.reports, key, plan, ending };
    }
    const late = new Promise<undefined>((resolve) => setTimeout(resolve, longestWait, undefined));
    return Promise.race([kept.plan, late]);
  };
}

/** What is asked of a fix, as plain data. */
import type { Target } from './targets.js';
import type { TopologyNames } from '../names/topologyNames.js';
import { planKeep } from './keep.js';
import { planName } from './name.js';
import { planPin } from './pin.js';
import type { Code, FixPlan } from './planFix.js';

export interface FixAsk {
  /** `pin`: the names that are, so that nothing moves. `name`: names of their own. */
  readonly mode: 'pin' | 'name';
  /** Only what these findings speak of; undefined: all. */
  readonly rule?: 'unnamed-store' | 'unnamed-repartition';
  readonly file?: string;
  /** Only what one topology makes: its id in the report. */
  readonly topology?: string;
  /** Only what one call makes: 1-based, anywhere on the name of the operator. */
  readonly at?: { readonly file: string; readonly line: number; readonly column: number };
  /** Of mode `name` with `at`: the name to give in place of one that is proposed. */
  readonly name?: string;
  /** Of mode `pin`: operators that do nothing draw the numbers that named stores no longer do, so that more can be pinned. */
  readonly keepsPlaces?: boolean;
  /** Of mode `pin`: the names of another state, where an edit moved them; all topologies in which one moved. */
  readonly to?: readonly TopologyNames[];
}

export function planFix(code: Code, ask: FixAsk): FixPlan {
  if (ask.mode === 'pin' && ask.to !== undefined) return planKeep(code, ask.to);
  const isWanted = (target: Target): boolean => isAsked(target, ask);
  return ask.mode === 'pin' ? planPin(code, isWanted, ask.keepsPlaces === true) : planName(code, isWanted, ask.name);
}

function isAsked({ found, stores, repartitions, topology }: Target, { rule, file, topology: only, at }: FixAsk): boolean {
  if (rule === 'unnamed-store' && stores.length === 0) return false;
  if (rule === 'unnamed-repartition' && repartitions.length === 0) return false;
  if (file !== undefined && found.file !== file) return false;
  if (only !== undefined && topology.id !== only) return false;
  if (at === undefined) return true;
  return found.file === at.file && found.line === at.line && found.column <= at.column && at.column <= found.endColumn;
}

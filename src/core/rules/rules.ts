import type { Rule } from './rule.js';
import { unnamedRepartition } from './unnamedRepartition.js';
import { unnamedStore } from './unnamedStore.js';

/** Every rule, in the order in which findings at one place are listed. */
export const rules: readonly Rule[] = [unnamedStore, unnamedRepartition];

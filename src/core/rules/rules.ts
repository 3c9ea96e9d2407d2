import { buildError } from './buildError.js';
import { duplicateName } from './duplicateName.js';
import { explicitNamingCheck } from './explicitNamingCheck.js';
import { invalidName } from './invalidName.js';
import { namedIsNotStoreName } from './namedIsNotStoreName.js';
import { nameShift } from './nameShift.js';
import type { Rule, RuleInfo } from './rule.js';
import { unnamedRepartition } from './unnamedRepartition.js';
import { unnamedStore } from './unnamedStore.js';

/** In the order in which findings at one place are listed. */
export const rules: readonly Rule[] = [
  buildError,
  invalidName,
  duplicateName,
  unnamedStore,
  unnamedRepartition,
  namedIsNotStoreName,
  explicitNamingCheck,
];

/** Every rule, also those that compare two states. */
export const ruleTable: readonly RuleInfo[] = [...rules, nameShift];

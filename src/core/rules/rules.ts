import { applicationServerMissing } from './applicationServerMissing.js';
import { buildError } from './buildError.js';
import type { CodeRule } from './codeRule.js';
import { customStore } from './customStore.js';
import { duplicateName } from './duplicateName.js';
import { explicitNamingCheck } from './explicitNamingCheck.js';
import { inMemoryStoreRestores } from './inMemoryStoreRestores.js';
import { invalidName } from './invalidName.js';
import { loggingDisabled } from './loggingDisabled.js';
import { namedIsNotStoreName } from './namedIsNotStoreName.js';
import { nameShift } from './nameShift.js';
import { noStandby } from './noStandby.js';
import { optimizationNotApplied } from './optimizationNotApplied.js';
import { rocksdbCachePerStore } from './rocksdbCachePerStore.js';
import { rocksdbIndexOutsideCache } from './rocksdbIndexOutsideCache.js';
import { rocksdbSetterLeak } from './rocksdbSetterLeak.js';
import { rocksdbSharedCacheClosed } from './rocksdbSharedCacheClosed.js';
import { rocksdbTableConfigReplaced } from './rocksdbTableConfigReplaced.js';
import { rocksdbUnbounded } from './rocksdbUnbounded.js';
import type { Rule, RuleInfo } from './rule.js';
import { storeQueryNoRouting } from './storeQueryNoRouting.js';
import { storeQueryPositional } from './storeQueryPositional.js';
import { storeQueryType } from './storeQueryType.js';
import { storeQueryUnknown } from './storeQueryUnknown.js';
import { unboundedState } from './unboundedState.js';
import { unnamedRepartition } from './unnamedRepartition.js';
import { unnamedStore } from './unnamedStore.js';
import { unknownSuppression } from './unknownSuppression.js';
import { versionTrap } from './versionTrap.js';

/** In the order in which findings at one place are listed. */
export const rules: readonly Rule[] = [
  buildError,
  invalidName,
  duplicateName,
  unnamedStore,
  unnamedRepartition,
  namedIsNotStoreName,
  explicitNamingCheck,
  loggingDisabled,
  inMemoryStoreRestores,
  customStore,
  versionTrap,
];

/** Of code beside topologies. */
export const codeRules: readonly CodeRule[] = [
  rocksdbTableConfigReplaced,
  rocksdbSharedCacheClosed,
  rocksdbSetterLeak,
  rocksdbCachePerStore,
  rocksdbIndexOutsideCache,
  rocksdbUnbounded,
  optimizationNotApplied,
  unboundedState,
  noStandby,
  storeQueryUnknown,
  storeQueryType,
  storeQueryPositional,
  storeQueryNoRouting,
  applicationServerMissing,
];

/** Every rule, also those that compare two states. */
export const ruleTable: readonly RuleInfo[] = [...rules, nameShift, ...codeRules, unknownSuppression];

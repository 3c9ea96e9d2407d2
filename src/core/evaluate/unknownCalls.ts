/** A call whose code is not followed: what it can reach is lost, and what it gives is not known. */
import type { Site } from '../../base/text.js';
import type { TypeRef } from '../syntax/form.js';
import { keyOf } from './keys.js';
import type { Run } from './run.js';
import type { Value } from './values.js';

/** Method names under which two calls with the same arguments give the same value. */
const pure =
  /^(?:get|is|has|should|use|find|lookup|require|value|name|topic|store|config|prop|to[A-Z]|as[A-Z]|[a-z]+(?:Topic|Store|Name|Id|Enabled|Config|Duration|Window|Serde))/;
const impure = /^(?:next|random|read|poll|take|now|nanoTime|currentTimeMillis|incrementAnd|getAnd|create|new|make|build)/;
/** Calls on anything that cannot hand their receiver on. */
const harmless = new Set([
  'toString',
  'hashCode',
  'equals',
  'getClass',
  'name',
  'describe',
  'close',
  'start',
  'cleanUp',
  'size',
  'isEmpty',
]);

export function unknownCall(
  run: Run,
  method: string,
  target: Value | undefined,
  args: readonly Value[],
  reason: string,
  site: Site,
  type?: TypeRef,
): Value {
  const receivers = target === undefined || harmless.has(method) ? args : [target, ...args];
  run.escape(receivers, reason, site);
  const key = `call:${target === undefined ? '' : keyOf(target)}.${method}(${args.map(keyOf).join(',')})`;
  const stable =
    !impure.test(method) &&
    (pure.test(method) || args.length === 0 || (target?.kind === 'unknown' && args.every((a) => a.kind === 'text')));
  const argument = args.find((a) => a.kind === 'text');
  const label = argument?.kind === 'text' && args.length <= 2 ? argument.text : `${method}()`;
  return run.unknown(
    reason,
    site,
    stable ? { key, label, ...(type === undefined ? {} : { type }) } : { label, ...(type === undefined ? {} : { type }) },
  );
}

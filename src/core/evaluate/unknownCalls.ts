/** A call whose code is not followed: what it can reach is lost, and what it gives is not known. */
import type { Site } from '../../base/text.js';
import type { TypeRef } from '../form/form.js';
import { isKeyed, keyOf } from '../jvm/keys.js';
import { isHarmless, keepsReceiver } from '../jvm/library/harmless.js';
import { mayRefuse } from '../jvm/library/refusals.js';
import { mayThrow } from '../jvm/refusals.js';
import type { Run } from '../jvm/run.js';
import type { Value } from '../values/values.js';

/** Method names under which two calls with the same arguments give the same value. */
const pure =
  /^(?:get|is|has|should|use|find|lookup|require|value|name|topic|store|config|prop|to[A-Z]|as[A-Z]|[a-z]+(?:Topic|Store|Name|Id|Enabled|Config|Duration|Window|Serde))/;
const impure = /^(?:next|random|read|poll|take|now|nanoTime|currentTimeMillis|incrementAnd|getAnd|create|new|make|build)/;
/** What a method of the JDK gives: where that is not known, it may have thrown. */
export function knownResult(run: Run, target: Value, method: string, result: Value, site: Site): Value {
  if (result.kind === 'unknown' && mayRefuse(target, method)) mayThrow(run, method, result.reason, site);
  return result;
}

/** Of what everyone's classes give, as far as it matters: which form of a method is called with it, and whether code that has it can change anything. */
function typeOfResult(target: Value | undefined, method: string): TypeRef | undefined {
  const named = (name: string): TypeRef => ({ name, args: [], dimensions: 0 });
  // What a logger is given stays as it is.
  if (isHarmless(target, method) && method.startsWith('getLog')) return named('Logger');
  const isSerde = target?.kind === 'serde' || (target?.kind === 'unknown' && target.type?.name.endsWith('Serde') === true);
  if (isSerde && method === 'deserializer') return named('Deserializer');
  return isSerde && method === 'serializer' ? named('Serializer') : undefined;
}

export function unknownCall(
  run: Run,
  method: string,
  target: Value | undefined,
  args: readonly Value[],
  reason: string,
  site: Site,
  type?: TypeRef,
): Value {
  // What is not known already says why: the first reason is the one that people can act on.
  const because = target?.kind === 'unknown' ? { reason: target.reason, site: target.site } : { reason, site };
  const reached = target === undefined || keepsReceiver.has(method) ? args : [target, ...args];
  if (!isHarmless(target, method)) {
    run.escape(reached, because.reason, because.site);
    if (!keepsReceiver.has(method)) mayThrow(run, method, reason, site);
  }
  const key = `call:${target === undefined ? '' : keyOf(target)}.${method}(${args.map(keyOf).join(',')})`;
  const stable =
    [...(target === undefined ? [] : [target]), ...args].every(isKeyed) &&
    !impure.test(method) &&
    (pure.test(method) || args.length === 0 || (target?.kind === 'unknown' && args.every((a) => a.kind === 'text')));
  const made = type ?? typeOfResult(target, method);
  const argument = args.find((a) => a.kind === 'text');
  const label = argument?.kind === 'text' && args.length <= 2 ? argument.text : `${method}()`;
  return run.unknown(
    because.reason,
    because.site,
    stable ? { key, label, ...(made === undefined ? {} : { type: made }) } : { label, ...(made === undefined ? {} : { type: made }) },
  );
}

/** A call whose code is not followed: what it can reach is lost, and what it gives is not known. */
import type { Site } from '../../base/text.js';
import type { TypeRef } from '../syntax/form.js';
import { Thrown } from './completion.js';
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

/** What logs or prints does not throw. */
const logging = /^(?:trace|debug|info|warn|error|fatal|log|print|println|printf|printStackTrace)$/;
/** Of places in one run whose calls are taken to throw on some way; those beyond count as one. */
const throwingPlaces = 16;

/** Inside a try with clauses, code that is not followed may end it: both ways count. */
export function mayThrow(run: Run, method: string, reason: string, site: Site): void {
  if (run.tries.inside === 0) return;
  const place = `${site.file}:${site.start}`;
  if (run.tries.places.size < throwingPlaces) run.tries.places.add(place);
  const key = run.tries.places.has(place) ? `throws:${place}` : 'throws:elsewhere';
  if (run.choose(key, 2, `${reason}: whether it throws is not known`, site) === 0) return;
  throw new Thrown(run.unknown(`what ${method} throws is not known`, site, { key: `thrown:${place}`, label: 'exception' }), site);
}

/** Another value of the kind would have another key. */
function isTold(value: Value): boolean {
  switch (value.kind) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
    case 'class':
    case 'unknown':
    case 'object':
      return true;
    case 'map':
      return value.key !== undefined;
    default:
      return false;
  }
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
  const receivers = target === undefined || harmless.has(method) ? args : [target, ...args];
  run.escape(receivers, reason, site);
  if (!harmless.has(method) && !logging.test(method)) mayThrow(run, method, reason, site);
  const key = `call:${target === undefined ? '' : keyOf(target)}.${method}(${args.map(keyOf).join(',')})`;
  const stable =
    !impure.test(method) &&
    [...args, ...(target === undefined ? [] : [target])].every(isTold) &&
    (pure.test(method) || args.length === 0 || (target?.kind === 'unknown' && args.every((a) => a.kind === 'text')));
  const argument = args.find((a) => a.kind === 'text');
  const label = argument?.kind === 'text' && args.length <= 2 ? argument.text : `${method}()`;
  return run.unknown(
    reason,
    site,
    stable ? { key, label, ...(type === undefined ? {} : { type }) } : { label, ...(type === undefined ? {} : { type }) },
  );
}

/**
 * What Java refuses to do. Where the values are not known, it may: inside a try with clauses both ways count, elsewhere what is refused
 * ends the program, and nothing is said of such a run.
 */
import type { Site } from '../../base/text.js';
import { Thrown } from './completion.js';
import { isGiven } from './nulls.js';
import { isPrimitiveName } from '../values/numbers.js';
import type { Run } from './run.js';
import { throwJava } from './throwables.js';
import type { UnknownValue, Value } from '../values/values.js';

type NullValue = Extract<Value, { readonly kind: 'null' }>;

/** Of places in one run that are taken to throw on some way; those beyond count as one. */
const throwingPlaces = 16;

/** Code that is not followed may end in an exception of which nothing is known. */
export function mayThrow(run: Run, method: string, reason: string, site: Site): void {
  if (!throwsAt(run, site, `${reason}: whether it throws is not known`, site)) return;
  const key = `thrown:${site.file}:${site.start}`;
  throw new Thrown(run.unknown(`what ${method} throws is not known`, site, { key, label: 'exception' }), site);
}

/** The same of what the language refuses: `className` is qualified, the message as in `throwJava`; the reason says what is not known. */
export function mayThrowJava(run: Run, className: string, message: string | Value, reason: string, site: Site): void {
  if (throwsAt(run, site, reason, site)) throwJava(className, message, site);
}

/** Decides once for a place. */
function throwsAt(run: Run, { file, start }: Site, reason: string, site: Site): boolean {
  if (run.tries.inside === 0) return false;
  const place = `${file}:${start}`;
  if (run.tries.places.size < throwingPlaces) run.tries.places.add(place);
  const key = run.tries.places.has(place) ? `throws:${place}` : 'throws:elsewhere';
  return run.choose(key, 2, reason, site) === 1;
}

/** Something is read inside of the value. */
export function refuseNull(run: Run, value: Value, site: Site): void {
  if (value.kind === 'null') throwNull(run, site);
  if (value.kind === 'unknown' && !isPrimitiveName(value.type?.name ?? '')) mayBeNull(run, value, site);
  if (isGiven(value) && throwsAt(run, site, 'whether this is null is not known', site)) throwNull(run, site);
}

/** The value becomes one of a primitive type. */
export function refuseNullBox(run: Run, value: Value, site: Site): void {
  if (value.kind === 'null') throwNull(run, site);
  if (value.kind === 'unknown' && (value.type === undefined || boxes.test(value.type.name))) mayBeNull(run, value, site);
}

const boxes = /^(?:java\.lang\.)?(?:Boolean|Byte|Character|Double|Float|Integer|Long|Short)$/;

/** A condition, which is unboxed. */
export function decideUnboxed(run: Run, condition: Value, site: Site): boolean {
  if (condition.kind === 'null') throwNull(run, site);
  if (condition.kind === 'unknown' && /^(?:java\.lang\.)?Boolean$/.test(condition.type?.name ?? '')) mayBeNull(run, condition, site);
  return run.decide(condition, site);
}

export function mayBeNull(run: Run, value: UnknownValue | NullValue, site: Site): void {
  if (value.kind === 'unknown' && value.isComputed === true) return;
  // Whether code that is not followed throws is decided where it is called; what it gives here counts as the same.
  const place = value.kind === 'null' || value.type !== undefined ? site : value.site;
  const reason = value.kind === 'null' ? 'of which type this null is, is not known' : `${value.reason}: whether it is null is not known`;
  if (throwsAt(run, place, reason, site)) throwNull(run, site);
}

export function throwNull(run: Run, site: Site): never {
  throwJava('java.lang.NullPointerException', nullMessage(run, site), site);
}

/** Of a NullPointerException that the language throws: how it is worded depends on how the program was compiled. */
function nullMessage(run: Run, site: Site): Value {
  return run.unknown('the words of this NullPointerException are not followed', site, { label: 'getMessage()' });
}

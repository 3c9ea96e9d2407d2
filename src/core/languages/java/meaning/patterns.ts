/** Patterns: whether a value fits, and the variables that it then gives (JLS §14.30.2). */
import type { Pattern } from '../../../form/form.js';
import { isOfClass } from '../../../jvm/classTests.js';
import { keyOf } from '../../../jvm/keys.js';
import { isGiven } from '../../../jvm/nulls.js';
import { lastSegment } from '../../../form/labels.js';
import { isInstance } from '../../../jvm/instances.js';
import type { Frame, Run } from '../../../jvm/run.js';
import { placeOf } from '../../../jvm/javaTypes.js';
import type { Value } from '../../../values/values.js';

/** A pattern's answer: true, false, or an unknown value that a condition can be decided by. */
export function matches(run: Run, pattern: Pattern, value: Value, frame: Frame): boolean | Extract<Value, { kind: 'unknown' }> {
  if (pattern.kind === 'record') return matchesRecord(run, pattern, value, frame);
  const { type, binding } = pattern;
  if (binding !== undefined) frame.scope.declare(binding, bound(run, value, pattern, frame), type);
  if (type === undefined) return true;
  if (value.kind === 'null') return false;
  const known = fits(run, pattern, value, frame);
  return known ?? notKnown(run, pattern, value, frame);
}

/** What the variable holds; a value that is not known is then one of the type. */
function bound(run: Run, value: Value, pattern: Extract<Pattern, { kind: 'type' }>, frame: Frame): Value {
  return value.kind === 'unknown' ? run.typed(value, pattern.type, frame.owner, run.site(pattern.span, frame)) : value;
}

function fits(run: Run, pattern: Pattern, value: Value, frame: Frame): boolean | undefined {
  if (pattern.type === undefined || value.kind === 'unknown') return undefined;
  if (pattern.type.dimensions > 0) return undefined;
  const reference = run.resolveType(pattern.type.name, placeOf(frame));
  const is = reference === undefined ? undefined : isOfClass(run, value, reference);
  return is === true && isGiven(value) ? undefined : is;
}

function notKnown(run: Run, pattern: Pattern, value: Value, frame: Frame): Extract<Value, { kind: 'unknown' }> {
  const name = pattern.type === undefined ? '' : lastSegment(pattern.type.name);
  return run.unknown(`whether this is a ${name} is not known`, run.site(pattern.span, frame), {
    key: `instanceof:${keyOf(value)}:${name}`,
    label: `instanceof ${name}`,
  });
}

/** Each component is compared with its pattern, from left to right. */
function matchesRecord(
  run: Run,
  pattern: Extract<Pattern, { kind: 'record' }>,
  value: Value,
  frame: Frame,
): boolean | Extract<Value, { kind: 'unknown' }> {
  const is = value.kind === 'null' ? false : fits(run, pattern, value, frame);
  if (is === false) return false;
  const site = run.site(pattern.span, frame);
  const components = isInstance(value) ? value.info.declaration.components : [];
  for (const [i, part] of pattern.parts.entries()) {
    const component = is === true ? components[i] : undefined;
    const held: Value =
      component === undefined
        ? run.unknown('a part of a record that is not known', site, { label: 'component' })
        : run.callNamed(value, component.name, [], [], site, frame);
    // A type that every component of its kind has matches null, too.
    const total =
      part.kind === 'type' && component?.type?.name === part.type?.name && component?.type?.dimensions === part.type?.dimensions;
    if (total && part.kind === 'type') {
      if (part.binding !== undefined) frame.scope.declare(part.binding, held, part.type);
      continue;
    }
    const inner = matches(run, part, held, frame);
    if (inner !== true) return inner;
  }
  return is ?? notKnown(run, pattern, value, frame);
}

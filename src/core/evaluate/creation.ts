/** `new`: of classes in the sources, of Kafka's, and of the JDK's (JLS §15.9). */
import type { Site } from '../../base/text.js';
import type { NewExpression } from '../form/form.js';
import { isModelled } from './calls.js';
import type { CallTypes } from '../jvm/callTypes.js';
import { contextFor } from '../jvm/contexts.js';
import { isInstance } from '../jvm/instances.js';
import { lastSegment } from '../form/labels.js';
import { unfollowedClass } from '../jvm/library/harmless.js';
import { constructLibrary } from '../jvm/library/library.js';
import type { ClassInfo, ClassReference } from '../jvm/program.js';
import { placeOf } from '../jvm/javaTypes.js';
import type { Frame, Run } from '../jvm/run.js';
import { jdkThrowable, throwableState } from '../jvm/throwables.js';
import { unknownCall } from './unknownCalls.js';
import { mayThrow, refuseNull } from '../jvm/refusals.js';
import type { Value } from '../values/values.js';

export function evaluateNew(run: Run, e: NewExpression, frame: Frame): Value {
  const site = run.site(e.typeSpan, frame);
  run.spend(site);
  const outer = e.outer === undefined ? undefined : run.evaluate(e.outer, frame);
  if (outer !== undefined) refuseNull(run, outer, site);
  const around = outer !== undefined && isInstance(outer) ? outer : undefined;
  const args = e.args.map((arg) => run.evaluate(arg, frame));
  const member = around === undefined ? undefined : run.resolveType(e.type.name, { owner: around.info });
  const reference = member?.kind === 'source' ? member : run.resolveType(e.type.name, placeOf(frame));
  const types = run.meaning(frame.owner).typesOfCall(run, e.args, frame);
  if (e.body !== undefined) {
    const isInterface = reference?.kind === 'source' && reference.info.declaration.kind === 'interface';
    const info = run.program.declareSubclass(e.body, e.type, isInterface, frame.owner, visibleClasses(run, frame));
    return run.construct(info, args, { outer: frame.self, captured: frame.scope }, site, frame.depth + 1, types);
  }
  if (reference?.kind === 'source') {
    const context = contextFor(run, reference.info, frame, around);
    return run.construct(reference.info, args, context, site, frame.depth + 1, types);
  }
  const kafka = run.kafkaName(reference);
  if (kafka !== undefined) {
    const value = run.dsl.construct(kafka, { method: '<init>', args, typeArgs: e.type.args, site });
    if (value !== undefined) return value;
  }
  const known = reference === undefined ? undefined : newOfLibrary(run, reference, args, site, types);
  if (known !== undefined) return known;
  const reason = unfollowedClass(reference?.kind === 'library' ? (reference.qualifiedName ?? e.type.name) : e.type.name);
  const label = `new ${lastSegment(e.type.name)}()`;
  run.escape(args, reason, site);
  mayThrow(run, label, reason, site);
  return run.unknown(reason, site, { label, type: e.type });
}

/** The local classes that a class which is declared here sees. */
export function visibleClasses(run: Run, frame: Frame): ReadonlyMap<string, ClassInfo> {
  const found = new Map(frame.owner.locals);
  for (const [name, declaration] of frame.scope.classes()) {
    const info = run.program.infoOf(declaration);
    if (info !== undefined) found.set(name, info);
  }
  return found;
}

function newOfLibrary(run: Run, reference: ClassReference, args: readonly Value[], site: Site, types?: CallTypes): Value | undefined {
  if (reference.kind === 'source') return undefined;
  const throwable = jdkThrowable(reference.qualifiedName ?? reference.simpleName);
  if (throwable !== undefined) return { kind: 'throwable', type: throwable, state: throwableState(run, throwable, args, site) };
  return isModelled(reference) ? constructLibrary(run, reference.simpleName, args, site, types) : undefined;
}

/** `Type::new` */
export function createObject(run: Run, target: Extract<Value, { kind: 'class' }>, args: readonly Value[], site: Site, frame: Frame): Value {
  const info = target.declaration === undefined ? undefined : run.program.infoOf(target.declaration);
  if (info !== undefined) return run.construct(info, args, contextFor(run, info, frame, undefined), site, frame.depth + 1);
  const reference: ClassReference = { kind: 'library', qualifiedName: target.name, simpleName: lastSegment(target.name) };
  const kafka = run.kafkaName(reference);
  return (
    (kafka === undefined ? undefined : run.dsl.construct(kafka, { method: '<init>', args, typeArgs: [], site })) ??
    newOfLibrary(run, reference, args, site) ??
    unknownCall(run, 'new', target, args, `${target.name} is not in the sources`, site)
  );
}

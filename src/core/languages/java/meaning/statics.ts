/** Static fields and enum constants, and when a class makes them (JLS §12.4). */
import type { EnumConstant, FieldDeclaration } from '../../../form/form.js';
import type { Site } from '../../../../base/text.js';
import { classFrame } from '../../../jvm/frames.js';
import { newArray } from '../../../jvm/arrays.js';
import { Thrown } from '../../../jvm/completion.js';
import { isConstantVariable } from './constants.js';
import { isMade, supposeUnchanged } from './contents.js';
import { defaultValue } from '../../../jvm/conversions.js';
import { makeEnumConstant } from './construction.js';
import { findField, type FieldRef } from '../../../jvm/fields.js';
import { loseFirstStatics } from '../../../jvm/loss.js';
import { injectedValue } from '../../../jvm/injection.js';
import { siteOfClass, type ClassInfo } from '../../../jvm/program.js';
import type { ClassState, Instance, Run } from '../../../jvm/run.js';
import { isOfClass } from '../../../jvm/classTests.js';
import { madeThrowable, throwableState } from '../../../jvm/throwables.js';
import type { Value } from '../../../values/values.js';

/** A static field, or a constant of an enum; undefined: the class has none of the name. */
export function readStatic(run: Run, info: ClassInfo, name: string): Value | undefined {
  const field = findField(run.program, info, name);
  if (field === undefined || !field.isStatic) return undefined;
  const { owner, declaration } = field;
  if (declaration !== undefined && isConstantVariable(run, declaration, owner)) return constantValue(run, owner, declaration);
  const state = initialiseClass(run, owner);
  return declaration === undefined ? state.constants.get(name) : (state.fields.get(name) ?? defaultValue(field.type));
}

/** The compiler writes it where it is read: the class need not be initialised (JLS §13.1). */
function constantValue(run: Run, owner: ClassInfo, field: FieldDeclaration): Value {
  const frame = classFrame(owner);
  const value = run.evaluate(field.value!, frame);
  return run.typed(value, field.type, owner, run.site(field.nameSpan, frame));
}

export function assignStatic(run: Run, info: ClassInfo, name: string, value: Value): boolean {
  const field = findField(run.program, info, name);
  if (field === undefined || !field.isStatic) return false;
  const { owner } = field;
  const state = initialiseClass(run, owner);
  state.fields.set(name, run.typed(value, field.type, owner, siteOf(run, field)));
  return true;
}

function siteOf(run: Run, field: FieldRef): Site {
  return run.site(field.declaration?.nameSpan ?? field.owner.declaration.nameSpan, classFrame(field.owner));
}

/** The constants of an enum, in order. */
export function enumConstants(run: Run, info: ClassInfo): ReadonlyMap<string, Instance> {
  return initialiseClass(run, info).constants;
}

/** Once, before the class is first used; code that asks while it is going on sees what there is by then. */
export function initialiseClass(run: Run, info: ClassInfo): ClassState {
  const known = run.classes.get(info);
  if (known?.phase === 'failed') {
    const site = run.site(info.declaration.nameSpan, classFrame(info));
    throw new Thrown(madeThrowable('java.lang.NoClassDefFoundError', run.unknown('its message is not followed', site)), site);
  }
  if (known !== undefined) return known;
  const state: ClassState = { fields: new Map(), constants: new Map(), phase: 'running' };
  run.classes.set(info, state);
  if (info.declaration.kind !== 'interface') {
    const superclass = run.program.superOf(info);
    if (superclass?.kind === 'source' && superclass.info !== info) initialiseClass(run, superclass.info);
    initialiseInterfaces(run, info, new Set());
  }
  try {
    runInitialisers(run, info, state);
    supposeContents(run, info, state);
    state.phase = 'done';
  } catch (error) {
    state.phase = 'failed';
    throw error instanceof Thrown ? inInitialiser(run, error) : error;
  }
  loseFirstStatics(run, info);
  return state;
}

/** Those with methods that their objects have, each after its own (JLS §12.4.2, step 7). */
function initialiseInterfaces(run: Run, info: ClassInfo, seen: Set<ClassInfo>): void {
  for (const type of info.declaration.interfaces) {
    const parent = run.program.resolveParent(type.name, info);
    if (parent?.kind !== 'source' || seen.has(parent.info)) continue;
    seen.add(parent.info);
    initialiseInterfaces(run, parent.info, seen);
    if (parent.info.declaration.methods.some(({ isStatic, isAbstract }) => !isStatic && !isAbstract)) initialiseClass(run, parent.info);
  }
}

function supposeContents(run: Run, info: ClassInfo, state: ClassState): void {
  if (run.ownsProcess) return;
  for (const field of info.declaration.fields) {
    const held = field.isStatic ? state.fields.get(field.name) : undefined;
    if (held !== undefined && isMade(held)) supposeUnchanged(run, held, field, info, run.program.changers(info, field));
  }
}

/** What is no Error is thrown on as the cause of one (JLS §12.4.2, step 10). */
function inInitialiser(run: Run, { value, site }: Thrown): Thrown {
  const isError = isOfClass(run, value, { kind: 'library', qualifiedName: 'java.lang.Error', simpleName: 'Error' });
  if (isError === true) return new Thrown(value, site);
  run.gap('a static initialiser throws', site);
  if (isError === undefined) return new Thrown(run.unknown('whether a static initialiser throws an Error is not known', site), site);
  const className = 'java.lang.ExceptionInInitializerError';
  return new Thrown({ kind: 'throwable', type: className, state: throwableState(run, className, [value], site) }, site);
}

/** In the order of the text; constant variables have their values before (JLS §12.4.2, step 6). */
function runInitialisers(run: Run, info: ClassInfo, state: ClassState): void {
  const { declaration } = info;
  const fields = declaration.fields.filter((f) => f.isStatic);
  run.spend(siteOfClass(info), declaration.fields.length);
  for (const field of fields)
    state.fields.set(field.name, isConstantVariable(run, field, info) ? constantValue(run, info, field) : defaultValue(field.type));
  for (const constant of declaration.enumConstants) addConstant(run, info, constant, state);
  const steps = [
    ...fields.map((field) => ({ start: field.span.start, field, body: undefined })),
    ...declaration.initialisers.filter((i) => i.isStatic).map((i) => ({ start: i.body.span.start, field: undefined, body: i.body })),
  ].sort((a, b) => a.start - b.start);
  for (const { field, body } of steps) {
    if (body !== undefined) run.execute(body, classFrame(info));
    else if (field !== undefined && !isConstantVariable(run, field, info)) initialiseField(run, info, field, state);
  }
}

function addConstant(run: Run, info: ClassInfo, constant: EnumConstant, state: ClassState): void {
  state.constants.set(constant.name, makeEnumConstant(run, info, constant, classFrame(info)));
}

function initialiseField(run: Run, owner: ClassInfo, field: FieldDeclaration, state: ClassState): void {
  const frame = classFrame(owner);
  const site = run.site(field.nameSpan, frame);
  const given = injectedValue(run, field, owner, frame) ?? setElsewhere(run, field, owner, site);
  if (given !== undefined) state.fields.set(field.name, run.typed(given, field.type, owner, site));
  else if (field.value !== undefined) {
    const value = field.value.kind === 'newArray' ? newArray(run, field.value, frame, field.type) : run.evaluate(field.value, frame);
    state.fields.set(field.name, run.typed(value, field.type, owner, site));
  }
}

/**
 * The value of a field that code which this run does not go through may have set before; undefined: there is none such. Whether the
 * methods that assign it are all run, is known in the end: an earlier run tells.
 */
function setElsewhere(run: Run, field: FieldDeclaration, owner: ClassInfo, site: Site): Value | undefined {
  if (field.isFinal || owner.declaration.kind === 'interface' || run.ownsProcess) return undefined;
  const key = `static:${owner.qualifiedName}.${field.name}`;
  const assigners = run.program.assigners(owner, field);
  // A public one is there to be set by other classes, and is not set by its own.
  if (assigners.length === 0) {
    const isForOthers = field.isPublic && owner.declaration.modifiers.includes('public') && field.value !== undefined;
    const reason = `${field.name} is public and not final: other code may have set it`;
    return isForOthers ? run.unknown(reason, site, { key, label: field.name, type: field.type }) : undefined;
  }
  if (!run.learnt(key)) {
    run.supposeRun(key, assigners);
    return undefined;
  }
  return run.unknown(`${field.name} is not final and is assigned in code that may run before`, site, {
    key,
    label: field.name,
    type: field.type,
  });
}

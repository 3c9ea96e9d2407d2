/** Objects of classes in the sources: which constructor runs, and what it does before its body (JLS §12.5). */
import type { Site } from '../../../../base/text.js';
import type { EnumConstant, Expression, FieldDeclaration, MethodDeclaration } from '../../../form/form.js';
import { newArray } from '../../../jvm/arrays.js';
import { longestLineage } from '../../../jvm/classNames.js';
import { OutOfBudget } from '../../../jvm/completion.js';
import { isConstantVariable } from './constants.js';
import { contextOfParent, noContext } from '../../../jvm/contexts.js';
import { defaultValue } from '../../../jvm/conversions.js';
import { slotOf } from '../../../jvm/fields.js';
import { isBound } from '../../../jvm/binding.js';
import { injectedValue, originOf } from '../../../jvm/injection.js';
import { chooseMember } from './overloads.js';
import type { CallTypes } from '../../../jvm/callTypes.js';
import { constructKafka } from '../../../jvm/kafkaParents.js';
import { bindParameters, packed } from './parameters.js';
import { siteOfClass, type ClassInfo } from '../../../jvm/program.js';
import type { Context, Frame, Instance, Run } from '../../../jvm/run.js';
import { Scope } from '../../../jvm/scope.js';
import { typesOfCall } from './staticTypes.js';
import { typeOfMember } from '../../../jvm/typeArguments.js';
import { jdkThrowable, throwableState } from '../../../jvm/throwables.js';
import type { Value } from '../../../values/values.js';

function frameOf(info: ClassInfo, self: Instance, depth: number): Frame {
  return { scope: new Scope(), owner: info, self, depth };
}

/** An object of which no constructor has run; `key`: absent where the program makes it. What has too many classes above it is not followed. */
export function blankInstance(run: Run, info: ClassInfo, context: Context, key?: string): Instance {
  if (run.program.lineage(info).isCut === true)
    throw new OutOfBudget(`${info.declaration.name} has more than ${longestLineage} classes above it`, siteOfClass(info));
  const self: Instance = {
    kind: 'object',
    declaration: info.declaration,
    fields: new Map(),
    info,
    contexts: new Map([[info, context]]),
    captured: context.captured,
    outer: context.outer,
    assumed: key !== undefined,
    key,
    identity: run.nextIdentity(),
  };
  if (key === undefined) for (const owner of run.program.lineage(info).classes) setDefaults(run, self, owner);
  return self;
}

/** What a field holds before its class's constructor comes to it; a constant variable has its value from the start. */
function setDefaults(run: Run, self: Instance, owner: ClassInfo): void {
  for (const field of owner.declaration.fields) {
    if (field.isStatic) continue;
    const constant = isConstantVariable(run, field, owner);
    const frame = frameOf(owner, self, 0);
    const value = constant ? run.typed(run.evaluate(field.value!, frame), field.type, owner, run.site(field.nameSpan, frame)) : undefined;
    self.fields.set(slotOf(run.program, self.info, owner, field.name), value ?? defaultValue(field.type));
  }
  for (const component of owner.declaration.components)
    self.fields.set(component.name, component.type === undefined ? { kind: 'null' } : defaultValue(component.type));
}

export function construct(
  run: Run,
  info: ClassInfo,
  args: readonly Value[],
  context: Context,
  site: Site,
  depth: number,
  types?: CallTypes,
): Instance {
  run.initialiseClass(info);
  const self = blankInstance(run, info, context);
  runConstructor(run, self, info, args, site, depth, types);
  return self;
}

export function makeEnumConstant(run: Run, info: ClassInfo, constant: EnumConstant, frame: Frame): Instance {
  const own =
    constant.body === undefined
      ? info
      : run.program.declareSubclass(constant.body, { name: info.declaration.name, args: [], dimensions: 0 }, false, info, info.locals);
  const self = blankInstance(run, own, noContext);
  self.fields.set('name()', { kind: 'text', text: constant.name, identity: 'constant' });
  const args = constant.args.map((arg) => run.evaluate(arg, frame));
  runConstructor(run, self, info, args, run.site(constant.span, frame), 0, typesOfCall(run, constant.args, frame));
  if (own !== info) initialise(run, self, own, 0);
  return self;
}

/** Field initialisers and initialiser blocks of one class, in the order of the text. */
export function initialise(run: Run, self: Instance, info: ClassInfo, depth: number): void {
  run.spend(siteOfClass(info), info.declaration.fields.length);
  for (const { field, body } of run.program.remember(info.declaration, 'initialisers of objects', () => initialisersOf(info))) {
    const frame = frameOf(info, self, depth);
    if (body !== undefined) run.execute(body, frame);
    else if (field !== undefined) initialiseField(run, self, info, field, frame);
  }
}

function initialisersOf({ declaration }: ClassInfo) {
  return [
    ...declaration.fields.filter((f) => !f.isStatic).map((field) => ({ start: field.span.start, field, body: undefined })),
    ...declaration.initialisers.filter((i) => !i.isStatic).map((i) => ({ start: i.body.span.start, field: undefined, body: i.body })),
  ].sort((a, b) => a.start - b.start);
}

function initialiseField(run: Run, self: Instance, info: ClassInfo, field: FieldDeclaration, frame: Frame): void {
  const site = run.site(field.nameSpan, frame);
  const value =
    injectedValue(run, field, info, frame) ??
    writtenValue(run, field, frame) ??
    (self.assumed ? unseenValue(run, self, info, field, site) : undefined);
  if (value === undefined) return;
  const slot = slotOf(run.program, self.info, info, field.name);
  const type = value.kind === 'unknown' ? typeOfMember(run, self.info, info, field.type) : field.type;
  if (value.kind !== 'unknown' || !isBuilder(run, field, info)) self.fields.set(slot, run.typed(value, type, info, site));
  // A constructor that is written sets it from what it is given.
  else if (info.declaration.constructors.length > 0 && field.annotations.length === 0) self.fields.set(slot, value);
  else self.fields.set(slot, givenBuilder(run, field, info, value.reason, site) ?? value);
}

function isBuilder(run: Run, { type }: FieldDeclaration, info: ClassInfo): boolean {
  return type.dimensions === 0 && run.kafkaName(run.resolveClass(type.name, info)) === 'StreamsBuilder';
}

/** The builder that a container gives: as one that a method takes. */
function givenBuilder(run: Run, field: FieldDeclaration, info: ClassInfo, reason: string, site: Site): Value | undefined {
  return run.dsl.orphan({ ...field.type, name: 'StreamsBuilder' }, reason, site, originOf(field, info));
}

function writtenValue(run: Run, field: FieldDeclaration, frame: Frame): Value | undefined {
  if (field.value === undefined) return undefined;
  return field.value.kind === 'newArray' ? newArray(run, field.value, frame, field.type) : run.evaluate(field.value, frame);
}

function unseenValue(run: Run, self: Instance, info: ClassInfo, field: FieldDeclaration, site: Site): Value {
  const reason = isBound(info)
    ? `${field.name} is not set in the configuration files that were found`
    : `${field.name} is set by code that was not seen`;
  return run.unknown(reason, site, {
    key: `field:${self.key ?? ''}|${info.qualifiedName}.${field.name}`,
    label: field.name,
    type: field.type,
  });
}

/** The constructors of a class; of a record also the canonical one that is not written, or written without parameters (JLS §8.10.4). */
function constructorsOf({ declaration }: ClassInfo): readonly MethodDeclaration[] {
  if (declaration.kind !== 'record') return declaration.constructors;
  const { components } = declaration;
  const written = declaration.constructors.map((c) => (c.compact ? { ...c, params: components } : c));
  const isCanonical = (c: MethodDeclaration): boolean =>
    c.params.length === components.length &&
    c.params.every((p, i) => p.type?.name === components[i]!.type?.name && p.type?.dimensions === components[i]!.type?.dimensions);
  if (written.some((c) => c.compact || isCanonical(c))) return written;
  const { name, nameSpan, span } = declaration;
  const implied: MethodDeclaration = {
    name,
    nameSpan,
    span,
    params: components,
    isStatic: false,
    isAbstract: true,
    compact: true,
    modifiers: [],
    annotations: [],
    typeParameters: [],
  };
  return [...written, implied];
}

export function runConstructor(
  run: Run,
  self: Instance,
  info: ClassInfo,
  args: readonly Value[],
  site: Site,
  depth: number,
  types?: CallTypes,
): void {
  run.spend(site, 1 + info.declaration.constructors.length);
  const constructors = constructorsOf(info).map((method) => ({ owner: info, method }));
  const chosen = chooseMember(run, constructors, args, types, undefined);
  if (chosen === 'ambiguous') {
    constructorLost(run, self, info, args, `which constructor of ${info.declaration.name} is called is not known`, site);
    return;
  }
  if (chosen === undefined) {
    const isAnonymous = info.declaration.name === '';
    superConstructor(run, self, info, isAnonymous ? args : [], site, depth, isAnonymous ? types : undefined);
    initialise(run, self, info, depth);
    implicitConstructor(run, self, info, args, constructors.length > 0, site);
    return;
  }
  run.noteConstructor(chosen.method);
  const frame: Frame = { ...frameOf(info, self, depth), method: chosen.method };
  bindParameters(run, frame, chosen.method, packed(run, chosen, args, types, site), info, site);
  if (chosen.method.compact) compactConstructor(run, self, info, chosen.method, frame);
  else writtenConstructor(run, self, info, chosen.method, frame, site);
}

/** The body works on the parameters; the fields are set from them at its end. */
function compactConstructor(run: Run, self: Instance, info: ClassInfo, method: MethodDeclaration, frame: Frame): void {
  initialise(run, self, info, frame.depth);
  if (method.body !== undefined) run.execute(method.body, frame);
  for (const component of info.declaration.components)
    self.fields.set(component.name, frame.scope.find(component.name)?.value ?? { kind: 'null' });
}

function writtenConstructor(run: Run, self: Instance, info: ClassInfo, method: MethodDeclaration, frame: Frame, site: Site): void {
  const statements = method.body?.statements ?? [];
  const at = statements.findIndex((s) => s.kind === 'expression' && isExplicitCall(s.expression));
  const statement = statements[at];
  const explicit = statement?.kind === 'expression' && isExplicitCall(statement.expression) ? statement.expression : undefined;
  // Since Java 22 statements may stand before it (JEP 447).
  if (at > 0) run.executeAll(statements.slice(0, at), frame);
  const values = explicit?.args.map((arg) => run.evaluate(arg, frame)) ?? [];
  const types = explicit === undefined ? undefined : typesOfCall(run, explicit.args, frame);
  if (explicit?.name === 'this') runConstructor(run, self, info, values, site, frame.depth + 1, types);
  else {
    superConstructor(run, self, info, values, site, frame.depth, types);
    initialise(run, self, info, frame.depth);
  }
  run.executeAll(statements.slice(at + 1), frame);
}

function isExplicitCall(e: Expression): e is Extract<Expression, { kind: 'call' }> {
  return e.kind === 'call' && e.target === undefined && (e.name === 'this' || e.name === 'super');
}

/** The constructor of the superclass, with its arguments. */
function superConstructor(
  run: Run,
  self: Instance,
  info: ClassInfo,
  args: readonly Value[],
  site: Site,
  depth: number,
  types: CallTypes | undefined,
): void {
  const parent = run.program.superOf(info);
  if (parent?.kind === 'source') {
    if (parent.info === info || self.contexts.has(parent.info)) return;
    self.contexts.set(parent.info, contextOfParent(run, self, info, parent.info));
    runConstructor(run, self, parent.info, args, site, depth + 1, types);
    return;
  }
  if (parent !== undefined && constructKafka(run, self, info, parent, args)) return;
  const throwable = parent === undefined ? undefined : jdkThrowable(parent.qualifiedName ?? parent.simpleName);
  if (throwable !== undefined) self.throwable = throwableState(run, throwable, args, site);
  else if (parent !== undefined && (args.length > 0 || !isQuiet(parent.qualifiedName)))
    // It may call what the class overrides.
    run.escape([self, ...args], `a constructor of ${parent.simpleName}, which is not in the sources, may have changed it`, site);
}

/** The constructors of the JDK's classes and of Kafka's call nothing that a subclass overrides. */
function isQuiet(qualifiedName: string | undefined): boolean {
  return qualifiedName !== undefined && /^(?:javax?\.|org\.apache\.kafka\.)/.test(qualifiedName);
}

/** The default one, or one that is not in the source. */
function implicitConstructor(run: Run, self: Instance, info: ClassInfo, args: readonly Value[], hasOthers: boolean, site: Site): void {
  const { declaration } = info;
  if (args.length === 0 || declaration.name === '') return;
  const own = declaration.fields.filter((f) => !f.isStatic);
  const unset = hasOthers || typeof declaration.added === 'string' ? own : own.filter((f) => f.isFinal && f.value === undefined);
  run.gap(`no constructor of ${declaration.name} with ${args.length} argument(s) was found`, site);
  loseFields(run, self, unset, 'is set by a constructor that was not found', site);
}

function constructorLost(run: Run, self: Instance, info: ClassInfo, args: readonly Value[], reason: string, site: Site): void {
  run.gap(reason, site);
  run.escape(args, reason, site);
  for (const { declaration } of run.program.lineage(info).classes)
    loseFields(
      run,
      self,
      declaration.fields.filter((f) => !f.isStatic),
      'is set by a constructor that is not known',
      site,
    );
}

export function loseFields(run: Run, self: Instance, fields: readonly FieldDeclaration[], reason: string, site: Site): void {
  for (const field of fields)
    self.fields.set(field.name, run.unknown(`${field.name} ${reason}`, site, { label: field.name, type: field.type }));
}

/** Objects of classes in the sources: construction, fields, statics, enums. */
import type { Site } from '../../base/text.js';
import type { EnumConstant, Expression, FieldDeclaration, MethodDeclaration } from '../syntax/form.js';
import { defaultValue } from './conversions.js';
import type { ClassInfo } from './program.js';
import { toReference, writtenProperty } from './properties.js';
import type { Frame, Instance, Run } from './run.js';
import { Scope } from './scope.js';
import { jdkThrowable, throwableState } from './throwables.js';
import type { Value } from './values.js';

export interface Objects {
  construct(
    info: ClassInfo,
    args: readonly Value[],
    outer: Instance | undefined,
    captured: Scope | undefined,
    site: Site,
    depth: number,
  ): Instance;
  assume(info: ClassInfo, key: string, site: Site, depth: number): Instance;
  readStatic(info: ClassInfo, name: string): Value | undefined;
  assignStatic(info: ClassInfo, name: string, value: Value): boolean;
  readField(instance: Instance, name: string, site: Site): Value | undefined;
  enumConstants(info: ClassInfo): ReadonlyMap<string, Instance>;
}

/** Annotations under which a container, not the code, gives a field its value. */
const injected = /^(?:.*\.)?(?:Value|Autowired|Inject|ConfigProperty|Property|Resource|Option|Parameters?|Mock|InjectMocks)$/;
const configurationClass = /^(?:.*\.)?(?:ConfigurationProperties|ConfigMapping)$/;

export function createObjects(run: () => Run): Objects {
  const statics = new Map<ClassInfo, Map<string, Value>>();
  const initialising = new Set<string>();
  const initialised = new Set<ClassInfo>();
  const enums = new Map<ClassInfo, Map<string, Instance>>();
  const assumed = new Map<string, Instance>();
  let identities = 0;

  function instance(info: ClassInfo, outer: Instance | undefined, captured: Scope | undefined, assumedKey: string | undefined): Instance {
    return {
      kind: 'object',
      declaration: info.declaration,
      fields: new Map(),
      info,
      captured,
      outer,
      assumed: assumedKey !== undefined,
      key: assumedKey,
      identity: ++identities,
    };
  }

  function frameOf(info: ClassInfo, self: Instance | undefined, depth: number): Frame {
    return { scope: new Scope(self?.captured), owner: info, self, depth };
  }

  /** Field initialisers and initialiser blocks of one class, in source order (JLS §12.5). */
  function initialise(self: Instance, info: ClassInfo, depth: number): void {
    const steps = [
      ...info.declaration.fields.filter((f) => !f.isStatic).map((field) => ({ start: field.span.start, field, body: undefined })),
      ...info.declaration.initialisers
        .filter((i) => !i.isStatic)
        .map((i) => ({ start: i.body.span.start, field: undefined, body: i.body })),
    ].sort((a, b) => a.start - b.start);
    for (const step of steps) {
      const frame = frameOf(info, self, depth);
      if (step.body !== undefined) run().execute(step.body, frame);
      else if (step.field !== undefined) self.fields.set(step.field.name, initialValue(step.field, info, self, frame));
    }
  }

  function initialValue(field: FieldDeclaration, info: ClassInfo, self: Instance | undefined, frame: Frame): Value {
    const r = run();
    const site = r.site(field.nameSpan, frame);
    const given = injectedValue(field, info, frame);
    if (given !== undefined) return r.typed(given, field.type, info, site);
    if (field.value !== undefined) return r.typed(r.evaluate(field.value, frame), field.type, info, site);
    if (self !== undefined && self.assumed) {
      return r.typed(
        r.unknown(`${field.name} is set by code that was not seen`, site, {
          key: `field:${self.key ?? ''}|${info.qualifiedName}.${field.name}`,
          label: field.name,
          type: field.type,
        }),
        field.type,
        info,
        site,
      );
    }
    return defaultValue(field.type);
  }

  function injectedValue(field: FieldDeclaration, info: ClassInfo, frame: Frame): Value | undefined {
    const annotation = field.annotations.find((a) => injected.test(a.name));
    const r = run();
    if (annotation !== undefined) {
      const annotated = annotation.args.find((a) => a.name === 'value' || a.name === 'name')?.value;
      return propertyOrUnknown(r, annotated, field.name, r.site(field.nameSpan, frame));
    }
    const configuration = info.declaration.annotations.find((a) => configurationClass.test(a.name));
    if (configuration === undefined) return undefined;
    const prefix = configuration.args.find((a) => a.name === 'prefix' || a.name === 'value')?.value;
    if (prefix?.kind !== 'text') return undefined;
    const key = `${prefix.value}.${field.name}`;
    const value = r.property(key);
    if (value !== undefined) return { kind: 'text', text: value };
    if (!r.isUncertainProperty(key)) return undefined;
    return propertyOrUnknown(r, { kind: 'text', value: key, span: field.nameSpan }, field.name, r.site(field.nameSpan, frame));
  }

  function runConstructor(self: Instance, info: ClassInfo, args: readonly Value[], site: Site, depth: number): void {
    const r = run();
    const constructors = info.declaration.constructors;
    const chosen = pickByArity(constructors, args);
    if (chosen === undefined) {
      superConstructor(self, info, info.declaration.name === '' ? args : [], site, depth);
      initialise(self, info, depth);
      implicitConstructor(self, info, args, constructors.length > 0, site);
      return;
    }
    const frame = frameOf(info, self, depth);
    if (chosen.compact) {
      for (const [i, component] of info.declaration.components.entries())
        frame.scope.declare(component.name, args[i] ?? { kind: 'null' }, component.type);
      if (chosen.body !== undefined) r.execute(chosen.body, frame);
      for (const component of info.declaration.components)
        self.fields.set(component.name, frame.scope.find(component.name)?.value ?? { kind: 'null' });
      return;
    }
    bindParameters(r, frame, chosen, args, info, site);
    const statements = chosen.body?.statements ?? [];
    const first = statements[0];
    const explicit =
      first?.kind === 'expression' && first.expression.kind === 'call' && first.expression.target === undefined
        ? first.expression
        : undefined;
    let rest = statements;
    if (explicit?.name === 'this') {
      const values = explicit.args.map((arg) => r.evaluate(arg, frame));
      runConstructor(self, info, values, site, depth + 1);
      rest = statements.slice(1);
    } else {
      const values = explicit?.name === 'super' ? explicit.args.map((arg) => r.evaluate(arg, frame)) : [];
      superConstructor(self, info, values, site, depth);
      if (explicit?.name === 'super') rest = statements.slice(1);
      initialise(self, info, depth);
    }
    r.executeAll(rest, frame);
  }

  /** The constructor of the superclass, with its arguments. */
  function superConstructor(self: Instance, info: ClassInfo, args: readonly Value[], site: Site, depth: number): void {
    const parent = run().program.superOf(info);
    if (parent?.kind === 'source') {
      if (parent.info !== info) runConstructor(self, parent.info, args, site, depth + 1);
      return;
    }
    const throwable = parent === undefined ? undefined : jdkThrowable(parent.qualifiedName ?? parent.simpleName);
    if (throwable !== undefined) self.throwable = throwableState(run(), throwable, args, site);
    else if (args.length > 0) run().escape(args, 'a superclass that is not in the sources received it', site);
  }

  /** No constructor in the source: a record's canonical one, Lombok's, or the default one. */
  function implicitConstructor(self: Instance, info: ClassInfo, args: readonly Value[], hasOthers: boolean, site: Site): void {
    const { declaration } = info;
    const components = declaration.components;
    if (declaration.kind === 'record') {
      for (const [i, component] of components.entries()) self.fields.set(component.name, args[i] ?? { kind: 'null' });
      return;
    }
    if (args.length === 0) return;
    const lombok = (name: string): boolean => declaration.annotations.some((a) => a.name === name || a.name === `lombok.${name}`);
    const own = declaration.fields.filter((f) => !f.isStatic);
    const required = own.filter((f) => f.isFinal && f.value === undefined);
    let targets: readonly FieldDeclaration[] | undefined;
    if (lombok('AllArgsConstructor') || lombok('Value')) targets = own.filter((f) => !(f.isFinal && f.value !== undefined));
    else if (lombok('RequiredArgsConstructor') || lombok('Data')) targets = required;
    if (targets !== undefined && targets.length === args.length) {
      for (const [i, field] of targets.entries()) self.fields.set(field.name, args[i]!);
      return;
    }
    if (declaration.name === '') return; // arguments of an anonymous class go to its superclass
    run().gap(`no constructor of ${declaration.name} with ${args.length} argument(s) was found`, site);
    for (const field of hasOthers ? own : required) {
      self.fields.set(field.name, run().unknown(`${field.name} is set by a constructor that was not found`, site, { label: field.name }));
    }
  }

  function readStatic(info: ClassInfo, name: string): Value | undefined {
    for (const owner of run().program.lineage(info).classes) {
      const constant = owner.declaration.kind === 'enum' ? objects.enumConstants(owner).get(name) : undefined;
      if (constant !== undefined) return constant;
      const field = owner.declaration.fields.find((f) => f.isStatic && f.name === name);
      if (field !== undefined) return staticField(owner, field);
    }
    return undefined;
  }

  function staticField(owner: ClassInfo, field: FieldDeclaration): Value {
    const r = run();
    let cells = statics.get(owner);
    if (cells === undefined) statics.set(owner, (cells = new Map()));
    const known = cells.get(field.name);
    if (known !== undefined) return known;
    const id = `${owner.qualifiedName}.${field.name}`;
    const frame = frameOf(owner, undefined, 0);
    const site = r.site(field.nameSpan, frame);
    if (!initialised.has(owner) && owner.declaration.initialisers.some((i) => i.isStatic)) {
      initialised.add(owner);
      initialiseStatics(owner, cells);
      const after = cells.get(field.name);
      if (after !== undefined) return after;
    }
    if (initialising.has(id)) return r.unknown(`${field.name} depends on itself`, site, { label: field.name });
    initialising.add(id);
    const value = staticValue(owner, field, frame, site);
    initialising.delete(id);
    cells.set(field.name, value);
    return value;
  }

  function staticValue(owner: ClassInfo, field: FieldDeclaration, frame: Frame, site: Site): Value {
    const r = run();
    const given = injectedValue(field, owner, frame);
    if (given !== undefined) return r.typed(given, field.type, owner, site);
    if (!field.isFinal && owner.declaration.kind !== 'interface' && run().program.isAssigned(owner.declaration, field)) {
      return r.typed(
        r.unknown(`${field.name} is not final and is assigned in code that may run before`, site, {
          key: `static:${owner.qualifiedName}.${field.name}`,
          label: field.name,
          type: field.type,
        }),
        field.type,
        owner,
        site,
      );
    }
    return field.value === undefined ? defaultValue(field.type) : r.typed(r.evaluate(field.value, frame), field.type, owner, site);
  }

  function initialiseStatics(owner: ClassInfo, cells: Map<string, Value>): void {
    const r = run();
    const steps = [
      ...owner.declaration.fields.filter((f) => f.isStatic).map((field) => ({ start: field.span.start, field, body: undefined })),
      ...owner.declaration.initialisers
        .filter((i) => i.isStatic)
        .map((i) => ({ start: i.body.span.start, field: undefined, body: i.body })),
    ].sort((a, b) => a.start - b.start);
    for (const step of steps) {
      const frame = frameOf(owner, undefined, 0);
      if (step.body !== undefined) r.execute(step.body, frame);
      else if (step.field !== undefined && !cells.has(step.field.name))
        cells.set(step.field.name, staticValue(owner, step.field, frame, r.site(step.field.nameSpan, frame)));
    }
  }

  const objects: Objects = {
    construct(info, args, outer, captured, site, depth) {
      const self = instance(info, outer, captured, undefined);
      runConstructor(self, info, args, site, depth);
      return self;
    },
    assume(info, key, site, depth) {
      const id = `${info.qualifiedName}|${key}`;
      const known = assumed.get(id);
      if (known !== undefined) return known;
      const r = run();
      const self = instance(
        info,
        info.outer !== undefined && !info.declaration.modifiers.includes('static') && info.outer.declaration.kind === 'class'
          ? objects.assume(info.outer, key, site, depth)
          : undefined,
        undefined,
        key,
      );
      assumed.set(id, self);
      const constructors = info.declaration.constructors.filter((c) => !c.modifiers.includes('private'));
      const chosen =
        constructors.length === 1 ? constructors[0]! : constructors.find((c) => c.annotations.some((a) => injected.test(a.name)));
      if (chosen !== undefined && !chosen.compact) {
        runConstructor(self, info, r.orphanParameters(chosen.params, info, `${info.qualifiedName}.<init>|${key}`), site, depth);
        return self;
      }
      for (const owner of [...r.program.lineage(info).classes].reverse())
        if (owner.declaration.kind !== 'interface') initialise(self, owner, depth);
      for (const component of info.declaration.components) {
        self.fields.set(
          component.name,
          r.typed(
            r.unknown(`${component.name} is given by code that was not seen`, site, {
              key: `field:${key}|${info.qualifiedName}.${component.name}`,
              label: component.name,
            }),
            component.type,
            info,
            site,
          ),
        );
      }
      return self;
    },
    readStatic,
    assignStatic(info, name, value) {
      for (const owner of run().program.lineage(info).classes) {
        const field = owner.declaration.fields.find((f) => f.isStatic && f.name === name);
        if (field === undefined) continue;
        let cells = statics.get(owner);
        if (cells === undefined) statics.set(owner, (cells = new Map()));
        cells.set(name, run().typed(value, field.type, owner, run().site(field.nameSpan, frameOf(owner, undefined, 0))));
        return true;
      }
      return false;
    },
    readField(self, name, site) {
      const value = self.fields.get(name);
      if (value === undefined) return undefined;
      // An assumed object's field that other code may have set since: only a constructor's or final value stands.
      if (!self.assumed || value.kind === 'unknown') return value;
      for (const owner of run().program.lineage(self.info).classes) {
        const field = owner.declaration.fields.find((f) => !f.isStatic && f.name === name);
        if (field === undefined) continue;
        const settable =
          !field.isFinal &&
          field.value !== undefined &&
          field.annotations.length === 0 &&
          run().program.isAssigned(owner.declaration, field);
        if (!settable || self.fields.get(`assigned ${name}`) !== undefined) return value;
        return isConfiguration(owner)
          ? value
          : run().typed(
              run().unknown(`${name} may have been set before`, site, {
                key: `field:${self.key ?? ''}|${owner.qualifiedName}.${name}`,
                label: name,
              }),
              field.type,
              owner,
              site,
            );
      }
      return value;
    },
    enumConstants(info) {
      let constants = enums.get(info);
      if (constants !== undefined) return constants;
      constants = new Map();
      enums.set(info, constants);
      const r = run();
      for (const constant of info.declaration.enumConstants) constants.set(constant.name, enumConstant(r, info, constant));
      return constants;
    },
  };

  function enumConstant(r: Run, info: ClassInfo, constant: EnumConstant): Instance {
    const frame = frameOf(info, undefined, 0);
    const own =
      constant.body === undefined
        ? info
        : r.program.declareSubclass(constant.body, { name: info.declaration.name, args: [], dimensions: 0 }, false, info.unit, info);
    const self = instance(own, undefined, undefined, undefined);
    const args = constant.args.map((arg) => r.evaluate(arg, frame));
    runConstructor(self, info, args, r.site(constant.span, frame), 0);
    self.fields.set('name()', { kind: 'text', text: constant.name });
    return self;
  }

  return objects;
}

function isConfiguration(info: ClassInfo): boolean {
  return info.declaration.annotations.some((a) => configurationClass.test(a.name));
}

function pickByArity(methods: readonly MethodDeclaration[], args: readonly Value[]): MethodDeclaration | undefined {
  const fitting = methods.filter((m) => m.params.length === args.length && m.params.at(-1)?.varargs !== true);
  if (fitting.length === 1) return fitting[0];
  if (fitting.length > 1) return bestMatch(fitting, args);
  const compact = methods.find((m) => m.compact);
  if (compact !== undefined) return compact;
  return methods.find((m) => m.params.at(-1)?.varargs === true && args.length >= m.params.length - 1);
}

/** The overload whose parameter types fit best; undefined where two fit equally. */
export function bestMatch(methods: readonly MethodDeclaration[], args: readonly Value[]): MethodDeclaration | undefined {
  let best: MethodDeclaration | undefined;
  let bestScore = -1;
  let tied = false;
  for (const method of methods) {
    let score = 0;
    for (const [i, arg] of args.entries()) {
      const fit = fitOf(arg, method.params[i]?.type?.name, method.params[i]?.type?.dimensions ?? 0);
      if (fit < 0) {
        score = -1;
        break;
      }
      score += fit;
    }
    if (score < 0) continue;
    if (score === bestScore) tied = true;
    if (score > bestScore) {
      best = method;
      bestScore = score;
      tied = false;
    }
  }
  return tied ? undefined : best;
}

const textTypes = ['String', 'CharSequence', 'Object', 'Comparable', 'char', 'Character'];
const numberTypes = ['int', 'long', 'short', 'byte', 'Integer', 'Long', 'double', 'Double', 'float', 'Float', 'Number', 'Object'];
const valueTypes = [...textTypes, ...numberTypes, 'boolean', 'Boolean', 'Duration'];

/** -1: cannot be; 0: may be; 2: is. */
function fitOf(arg: Value, type: string | undefined, dimensions: number): number {
  if (type === undefined) return 0;
  const simple = type.slice(type.lastIndexOf('.') + 1);
  if (dimensions > 0) return arg.kind === 'list' ? 2 : arg.kind === 'unknown' || arg.kind === 'null' ? 0 : -1;
  if (simple === 'Object') return 0;
  switch (arg.kind) {
    case 'text':
      return textTypes.includes(simple) ? 2 : simple.length === 1 ? 0 : -1;
    case 'number':
      return numberTypes.includes(simple) ? 2 : simple.length === 1 ? 0 : -1;
    case 'boolean':
      return simple === 'boolean' || simple === 'Boolean' ? 2 : simple.length === 1 ? 0 : -1;
    case 'function':
      return valueTypes.includes(simple) ? -1 : 1;
    case 'dsl':
      return simple === arg.object.type ? 2 : valueTypes.includes(simple) || /^K(Stream|Table)$/.test(simple) ? -1 : 0;
    case 'list':
      return /List|Set|Collection|Iterable|Deque|Queue/.test(simple) ? 2 : valueTypes.includes(simple) ? -1 : 0;
    case 'map':
      return /Map|Properties/.test(simple) ? 2 : valueTypes.includes(simple) ? -1 : 0;
    case 'object':
      return arg.declaration.name === simple ? 2 : textTypes.includes(simple) || numberTypes.includes(simple) ? -1 : 0;
    case 'duration':
      return simple === 'Duration' ? 2 : -1;
    default:
      return 0;
  }
}

export function bindParameters(
  run: Run,
  frame: Frame,
  method: MethodDeclaration,
  args: readonly Value[],
  owner: ClassInfo,
  site: Site,
): void {
  for (const [i, param] of method.params.entries()) {
    let value: Value;
    if (param.varargs) {
      const rest = args.slice(i);
      const single = rest.length === 1 ? rest[0]! : undefined;
      value =
        single !== undefined && (single.kind === 'list' || (single.kind === 'unknown' && (single.type?.dimensions ?? 0) > 0))
          ? single
          : { kind: 'list', items: rest, open: false };
    } else {
      value = run.typed(args[i] ?? run.unknown(`no argument for ${param.name}`, site, { label: param.name }), param.type, owner, site);
    }
    frame.scope.declare(param.name, value, param.varargs ? undefined : param.type);
  }
}

/** `annotated`: what @Value and the like hold. */
function propertyOrUnknown(run: Run, annotated: Expression | undefined, name: string, site: Site): Value {
  const written = annotated?.kind === 'text' ? annotated.value : undefined;
  const value = written === undefined ? undefined : writtenProperty(run, written);
  if (value !== undefined) return { kind: 'text', text: value };
  const key = written === undefined ? undefined : toReference(written)?.key;
  return run.unknown(
    key === undefined
      ? `${name} is injected`
      : run.isUncertainProperty(key)
        ? `the property ${key} is not the same in all configuration files or environments`
        : `the property ${key} is not set in the configuration files that were found`,
    site,
    { key: `property:${key ?? name}`, label: key ?? name },
  );
}

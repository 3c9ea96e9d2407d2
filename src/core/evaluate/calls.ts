/** Calls and object creation: which code runs, and what an unknown callee may have done. */
import type { Site } from '../../base/text.js';
import type { CallExpression, MethodDeclaration, NewExpression, TypeRef } from '../syntax/form.js';
import { keyOf } from './keys.js';
import { classValue, targetOf } from './names.js';
import { isClosure, isInstance } from './instances.js';
import { lastSegment } from './labels.js';
import { callLibrary, callLibraryStatic, constructLibrary } from './library/library.js';
import { intValue } from './numbers.js';
import { bestMatch, bindParameters } from './objects.js';
import type { ClassInfo, ClassReference } from './program.js';
import type { Closure, Frame, Instance, Run } from './run.js';
import { Scope } from './scope.js';
import { callThrowable, jdkThrowable, throwableState } from './throwables.js';
import type { Value } from './values.js';

const depthLimit = 48;

/** Fluent chains can be thousands of calls long: the spine of receivers is walked in a loop. */
export function evaluateCall(run: Run, e: CallExpression, frame: Frame): Value {
  const spine: CallExpression[] = [e];
  let head = e.target;
  while (head?.kind === 'call') {
    spine.push(head);
    head = head.target;
  }
  let receiver: Value | undefined = head === undefined ? undefined : targetOf(run, head, frame);
  for (let i = spine.length - 1; i >= 0; i--) receiver = oneCall(run, spine[i]!, receiver, frame);
  return receiver!;
}

function oneCall(run: Run, e: CallExpression, receiver: Value | undefined, frame: Frame): Value {
  const site = run.site(e.nameSpan, frame);
  run.spend(site);
  const args = e.args.map((arg) => run.evaluate(arg, frame));
  if (receiver === undefined) return simpleCall(run, e, args, site, frame);
  if (e.target?.kind === 'super' && isInstance(receiver)) return superCall(run, e, receiver, args, site, frame);
  return run.callNamed(receiver, e.name, args, e.typeArgs, site, frame);
}

/** `name(args)`: a method of this class, an outer class, or a static import (JLS §15.12.1). */
function simpleCall(run: Run, e: CallExpression, args: readonly Value[], site: Site, frame: Frame): Value {
  let self = frame.self;
  for (let info: ClassInfo | undefined = frame.owner; info !== undefined; info = info.outer) {
    const start: ClassInfo = self !== undefined && run.program.lineage(self.info).classes.includes(info) ? self.info : info;
    const found = findMethod(run, start, e.name, args);
    if (found === 'ambiguous') return unknownCall(run, e.name, self, args, `several methods ${e.name} fit the arguments`, site);
    if (found !== undefined)
      return run.callMethod(
        found.owner,
        found.method,
        found.method.isStatic ? undefined : selfFor(run, self, found.owner),
        args,
        site,
        frame.depth + 1,
      );
    if (self !== undefined && run.program.lineage(self.info).classes.includes(info)) {
      const accessor = generatedAccessor(run, self, e.name, args, site);
      if (accessor !== undefined) return accessor;
      self = self.outer ?? self;
    }
  }
  for (const i of frame.owner.unit.imports) {
    if (!i.isStatic || !(i.wildcard || i.member === e.name)) continue;
    const reference = run.resolveClass(i.path, frame.owner);
    if (reference === undefined) continue;
    if (
      reference.kind === 'source'
        ? findMethod(run, reference.info, e.name, args) !== undefined
        : !i.wildcard || run.kafkaName(reference) !== undefined
    ) {
      return run.callNamed(classValue(reference), e.name, args, e.typeArgs, site, frame);
    }
  }
  return unknownCall(run, e.name, frame.self, args, `the method ${e.name} is not in the sources`, site);
}

function selfFor(run: Run, self: Instance | undefined, owner: ClassInfo): Instance | undefined {
  for (let current = self; current !== undefined; current = current.outer) {
    if (run.program.lineage(current.info).classes.includes(owner)) return current;
  }
  return self;
}

function superCall(run: Run, e: CallExpression, self: Instance, args: readonly Value[], site: Site, frame: Frame): Value {
  for (const owner of run.program.lineage(frame.owner).classes) {
    if (owner === frame.owner) continue;
    const methods = owner.declaration.methods.filter((m) => m.name === e.name && !m.isAbstract);
    const method = choose(methods, args);
    if (method !== undefined && method !== 'ambiguous') return run.callMethod(owner, method, self, args, site, frame.depth + 1);
  }
  return (
    callThrowable(run, self, e.name, args, site) ?? unknownCall(run, e.name, self, args, `super.${e.name} is not in the sources`, site)
  );
}

function findMethod(
  run: Run,
  info: ClassInfo,
  name: string,
  args: readonly Value[],
): { owner: ClassInfo; method: MethodDeclaration } | 'ambiguous' | undefined {
  for (const owner of run.program.lineage(info).classes) {
    const methods = owner.declaration.methods.filter((m) => m.name === name && !m.isAbstract);
    const method = choose(methods, args);
    if (method === 'ambiguous') return 'ambiguous';
    if (method !== undefined) return { owner, method };
  }
  return undefined;
}

function choose(methods: readonly MethodDeclaration[], args: readonly Value[]): MethodDeclaration | 'ambiguous' | undefined {
  const fixed = methods.filter((m) => m.params.length === args.length && m.params.at(-1)?.varargs !== true);
  if (fixed.length === 1) return fixed[0];
  if (fixed.length > 1) return bestMatch(fixed, args) ?? 'ambiguous';
  const variable = methods.filter((m) => m.params.at(-1)?.varargs === true && args.length >= m.params.length - 1);
  return variable.length > 1 ? 'ambiguous' : variable[0];
}

export function callMethod(
  run: Run,
  owner: ClassInfo,
  method: MethodDeclaration,
  self: Instance | undefined,
  args: readonly Value[],
  site: Site,
  depth: number,
): Value {
  if (method.body === undefined)
    return unknownCall(run, method.name, self, args, `${method.name} has no body in the sources`, site, method.returnType);
  if (depth > depthLimit)
    return unknownCall(
      run,
      method.name,
      self,
      args,
      `calls are nested deeper than ${depthLimit} here (recursion?)`,
      site,
      method.returnType,
    );
  const frame: Frame = { scope: new Scope(self?.captured), owner, self, depth };
  bindParameters(run, frame, method, args, owner, site);
  const completion = run.execute(method.body, frame);
  if (completion.kind !== 'return') return { kind: 'void' };
  return run.typed(completion.value, method.returnType, owner, site);
}

/** `receiver.method(args)`, arguments evaluated. */
export function callNamed(
  run: Run,
  target: Value,
  method: string,
  args: readonly Value[],
  typeArgs: readonly TypeRef[],
  site: Site,
  frame: Frame,
): Value {
  switch (target.kind) {
    case 'dsl':
      return run.dsl.call(target.object, { method, args, typeArgs, site });
    case 'class':
      return staticCall(run, target, method, args, typeArgs, site, frame);
    case 'object':
      if (isInstance(target)) return instanceCall(run, target, method, args, site, frame.depth);
      break;
    case 'function':
      return run.invoke(target, undefined, args, site) ?? unknownCall(run, method, target, args, `${method} cannot be followed`, site);
    default:
  }
  const known = callThrowable(run, target, method, args, site) ?? callLibrary(run, target, method, args, site);
  if (known !== undefined) return known;
  return unknownCall(run, method, target, args, `${method} is not known here`, site);
}

function instanceCall(run: Run, self: Instance, method: string, args: readonly Value[], site: Site, depth: number): Value {
  const found = findMethod(run, self.info, method, args);
  if (found === 'ambiguous') return unknownCall(run, method, self, args, `several methods ${method} fit the arguments`, site);
  if (found !== undefined) return run.callMethod(found.owner, found.method, self, args, site, depth + 1);
  const accessor = generatedAccessor(run, self, method, args, site) ?? callThrowable(run, self, method, args, site);
  if (accessor !== undefined) return accessor;
  const declared = run.program.findMethods(self.info, method).find((m) => m.method.params.length === args.length);
  return unknownCall(
    run,
    method,
    self,
    args,
    `${self.info.declaration.name}.${method} is not in the sources`,
    site,
    declared?.method.returnType,
  );
}

/** Accessors that the compiler or Lombok writes: records, enums, getters and setters without a body in the source. */
function generatedAccessor(run: Run, self: Instance, method: string, args: readonly Value[], site: Site): Value | undefined {
  if (args.length === 0) {
    if (self.info.declaration.components.some((c) => c.name === method)) return run.readField(self, method, site);
    const enumName = self.fields.get('name()');
    if (enumName !== undefined && (method === 'name' || method === 'toString')) return enumName;
    if (enumName !== undefined && method === 'ordinal' && enumName.kind === 'text') {
      const owner = self.info.declaration.kind === 'enum' ? self.info : self.info.outer;
      const index = owner === undefined ? -1 : [...run.enumConstants(owner).keys()].indexOf(enumName.text);
      return index < 0 ? undefined : intValue(index);
    }
    if (hasGenerated(run, self, /^(?:.*\.)?(?:Getter|Data|Value)$/)) {
      const match = /^(?:get|is)([A-Z].*)$/.exec(method);
      const names = match === null ? [method] : [match[1]!.charAt(0).toLowerCase() + match[1]!.slice(1), `is${match[1]!}`];
      for (const name of names) {
        const value = run.readField(self, name, site);
        if (value !== undefined) return value;
      }
    }
  }
  if (args.length === 1 && hasGenerated(run, self, /^(?:.*\.)?(?:Setter|Data)$/)) {
    const match = /^set([A-Z].*)$/.exec(method);
    if (match !== null) {
      self.fields.set(match[1]!.charAt(0).toLowerCase() + match[1]!.slice(1), args[0]!);
      return { kind: 'void' };
    }
  }
  return undefined;
}

function hasGenerated(run: Run, self: Instance, annotation: RegExp): boolean {
  return run.program
    .lineage(self.info)
    .classes.some(
      (c) =>
        c.declaration.annotations.some((a) => annotation.test(a.name)) ||
        c.declaration.fields.some((f) => f.annotations.some((a) => annotation.test(a.name) && !a.name.endsWith('Value'))),
    );
}

function staticCall(
  run: Run,
  target: Extract<Value, { kind: 'class' }>,
  method: string,
  args: readonly Value[],
  typeArgs: readonly TypeRef[],
  site: Site,
  frame: Frame,
): Value {
  const info = target.declaration === undefined ? undefined : run.program.infoOf(target.declaration);
  if (info !== undefined) {
    if (info.declaration.kind === 'enum') {
      const constants = run.enumConstants(info);
      if (method === 'values' && args.length === 0) {
        run.spend(site, constants.size);
        return { kind: 'list', items: [...constants.values()], open: false };
      }
      const wanted = args[0];
      if (method === 'valueOf' && wanted?.kind === 'text') {
        const constant = constants.get(wanted.text);
        if (constant !== undefined) return constant;
      }
    }
    const found = findMethod(run, info, method, args);
    if (found === 'ambiguous') return unknownCall(run, method, target, args, `several methods ${method} fit the arguments`, site);
    // An instance method called through its class happens in method references only.
    if (found !== undefined) return run.callMethod(found.owner, found.method, undefined, args, site, frame.depth + 1);
    return unknownCall(run, method, target, args, `${info.declaration.name}.${method} is not in the sources`, site);
  }
  const reference: ClassReference = {
    kind: 'library',
    qualifiedName: target.name.includes('.') ? target.name : undefined,
    simpleName: lastSegment(target.name),
  };
  const kafka = run.kafkaName(reference);
  if (kafka !== undefined) {
    const value = run.dsl.callStatic(kafka, { method, args, typeArgs, site });
    if (value !== undefined) return value;
  }
  const known = callLibraryStatic(run, lastSegment(target.name), method, args, site);
  if (known !== undefined) return known;
  return unknownCall(run, method, target, args, `${lastSegment(target.name)}.${method} is not in the sources`, site);
}

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

function unknownCall(
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

export function evaluateNew(run: Run, e: NewExpression, frame: Frame): Value {
  const site = run.site(e.typeSpan, frame);
  run.spend(site);
  const outer = e.outer === undefined ? undefined : run.evaluate(e.outer, frame);
  const args = e.args.map((arg) => run.evaluate(arg, frame));
  const reference = localClass(run, e.type.name, frame) ?? run.resolveClass(e.type.name, frame.owner);
  if (e.body !== undefined) {
    const isInterface = reference?.kind === 'source' && reference.info.declaration.kind === 'interface';
    const info = run.program.declareSubclass(e.body, e.type, isInterface, frame.owner.unit, frame.owner);
    return run.construct(info, args, frame.self, frame.scope, site, frame.depth + 1);
  }
  if (reference?.kind === 'source') {
    const { info } = reference;
    const isLocal = frame.scope.find(`class ${info.declaration.name}`) !== undefined;
    const enclosing = outer !== undefined && isInstance(outer) ? outer : enclosingOf(run, info, frame);
    return run.construct(info, args, enclosing, isLocal ? frame.scope : undefined, site, frame.depth + 1);
  }
  const kafka = run.kafkaName(reference);
  if (kafka !== undefined) {
    const value = run.dsl.construct(kafka, { method: '<init>', args, typeArgs: e.type.args, site });
    if (value !== undefined) return value;
  }
  const throwable = reference?.kind === 'library' ? jdkThrowable(reference.qualifiedName ?? reference.simpleName) : undefined;
  if (throwable !== undefined) return { kind: 'throwable', type: throwable, state: throwableState(run, throwable, args, site) };
  const simple = lastSegment(e.type.name);
  const known = constructLibrary(run, simple, args, site);
  if (known !== undefined) return known;
  run.escape(args, `the class ${simple} is not in the sources`, site);
  return run.unknown(`the class ${simple} is not in the sources`, site, { label: `new ${simple}()`, type: e.type });
}

function localClass(run: Run, name: string, frame: Frame): ClassReference | undefined {
  const cell = frame.scope.find(`class ${name}`);
  if (cell?.value.kind !== 'class' || cell.value.declaration === undefined) return undefined;
  const info = run.program.infoOf(cell.value.declaration);
  return info === undefined ? undefined : { kind: 'source', info };
}

function enclosingOf(run: Run, info: ClassInfo, frame: Frame): Instance | undefined {
  if (info.outer === undefined || info.declaration.modifiers.includes('static') || info.declaration.kind !== 'class') return undefined;
  return selfFor(run, frame.self, info.outer);
}

/** Calls a lambda, method reference or method with values; undefined where it cannot be run. */
export function invoke(run: Run, target: Value, method: string | undefined, args: readonly Value[], site: Site): Value | undefined {
  if (target.kind === 'object' && isInstance(target)) {
    const name = method ?? soleAbstractMethod(run, target);
    if (name === undefined) return undefined;
    const found = findMethod(run, target.info, name, args);
    if (found === undefined || found === 'ambiguous')
      return generatedAccessor(run, target, name, args, site) ?? callThrowable(run, target, name, args, site);
    return run.callMethod(found.owner, found.method, target, args, site, 1);
  }
  if (target.kind !== 'function' || !isClosure(target)) return undefined;
  const { body, frame } = target;
  if (frame.depth > depthLimit) return undefined;
  switch (body.kind) {
    case 'lambda': {
      const scope = new Scope(frame.scope);
      for (const [i, param] of body.lambda.params.entries()) {
        const value = args[i] ?? run.unknown(`no argument for ${param.name}`, site, { label: param.name });
        scope.declare(param.name, run.typed(value, param.type, frame.owner, site), param.type);
      }
      const inner: Frame = { ...frame, scope, depth: frame.depth + 1 };
      if (body.lambda.body.kind !== 'block') return run.evaluate(body.lambda.body, inner);
      const completion = run.execute(body.lambda.body, inner);
      return completion.kind === 'return' ? completion.value : { kind: 'void' };
    }
    case 'method':
      return run.callMethod(body.owner, body.method, frame.self, args, site, frame.depth + 1);
    case 'methodRef':
      return invokeReference(run, target, body.target, body.name, args, site);
  }
}

function invokeReference(run: Run, closure: Closure, target: Value, name: string, args: readonly Value[], site: Site): Value | undefined {
  const { frame } = closure;
  if (target.kind !== 'class') return run.callNamed(target, name, args, [], site, frame);
  const info = target.declaration === undefined ? undefined : run.program.infoOf(target.declaration);
  if (name === 'new') {
    if (info !== undefined) return run.construct(info, args, enclosingOf(run, info, frame), undefined, site, frame.depth + 1);
    return (
      constructLibrary(run, lastSegment(target.name), args, site) ??
      unknownCall(run, 'new', target, args, `${target.name} is not in the sources`, site)
    );
  }
  if (info !== undefined) {
    const found = findMethod(run, info, name, args);
    if (found !== undefined && found !== 'ambiguous' && found.method.isStatic) return run.callNamed(target, name, args, [], site, frame);
  } else {
    const asStatic = callLibraryStatic(run, lastSegment(target.name), name, args, site);
    if (asStatic !== undefined) return asStatic;
  }
  // `Type::method` with the receiver as first argument.
  const [receiver, ...rest] = args;
  if (receiver === undefined || receiver.kind === 'class') return run.callNamed(target, name, args, [], site, frame);
  return run.callNamed(receiver, name, rest, [], site, frame);
}

/** The method of an object that is used as a function: the only one that is not Object's. */
function soleAbstractMethod(run: Run, target: Instance): string | undefined {
  const own = run.program
    .lineage(target.info)
    .classes.flatMap((c) => c.declaration.methods)
    .filter(
      (m) => !m.isStatic && !m.modifiers.includes('private') && !m.isAbstract && !['equals', 'hashCode', 'toString'].includes(m.name),
    );
  const names = new Set(own.map((m) => m.name));
  return names.size === 1 ? [...names][0] : undefined;
}

/** Calls: which code runs (JLS §15.12). */
import type { Site } from '../../base/text.js';
import type { CallExpression, MethodDeclaration, TypeRef } from '../form/form.js';
import { arrayOfLength } from '../jvm/arrays.js';
import { bindsResult } from '../jvm/binding.js';
import { callClassObject, classOfValue, classValue } from '../jvm/classObjects.js';
import type { CallText, CallTypes } from '../jvm/callTypes.js';
import { callPlain, functionOf } from '../jvm/functionalObjects.js';
import { functionalMethod } from '../jvm/functionalTypes.js';
import { isClosure, isInstance } from '../jvm/instances.js';
import { placeOf } from '../jvm/javaTypes.js';
import { lastSegment } from '../form/labels.js';
import { applyFunction } from '../jvm/library/functions.js';
import { unfollowed, unfollowedStatic } from '../jvm/library/harmless.js';
import { callLibrary, callLibraryStatic } from '../jvm/library/library.js';
import { dispatched, membersNamed, type Member } from '../jvm/members.js';
import { callObject } from '../jvm/objectMethods.js';
import type { ClassInfo, ClassReference } from '../jvm/program.js';
import { isGiven } from '../jvm/nulls.js';
import { refuseNull, throwNull } from '../jvm/refusals.js';
import type { Closure, Frame, Instance, Run } from '../jvm/run.js';
import { Scope } from '../jvm/scope.js';
import { callThrowable } from '../jvm/throwables.js';
import { callKafka, whyMixed } from '../jvm/kafkaParents.js';
import { whyAdded } from '../jvm/addedMethods.js';
import { callBootstrap } from './streamsBootstrap.js';
import { knownResult, unknownCall } from './unknownCalls.js';
import type { Value } from '../values/values.js';
import { enclosing } from '../jvm/variables.js';

const callDepthLimit = 100;

/** Fluent chains can be thousands of calls long: the spine of receivers is walked in a loop. */
export function evaluateCall(run: Run, e: CallExpression, frame: Frame): Value {
  const spine: CallExpression[] = [e];
  let head = e.target;
  while (head?.kind === 'call') {
    spine.push(head);
    head = head.target;
  }
  let receiver: Value | undefined = head === undefined ? undefined : run.meaning(frame.owner).targetOf(run, head, frame);
  for (let i = spine.length - 1; i >= 0; i--) receiver = oneCall(run, spine[i]!, receiver, frame);
  return receiver!;
}

function oneCall(run: Run, e: CallExpression, receiver: Value | undefined, frame: Frame): Value {
  const site = run.site(e.nameSpan, frame);
  run.spend(site);
  const args = e.args.map((arg) => run.evaluate(arg, frame));
  if (receiver === undefined) return simpleCall(run, e, args, site, frame);
  if (e.target?.kind === 'super')
    return superCall(run, e.name, run.meaning(frame.owner).typesOfCall(run, e.args, frame), e.target.qualifier, args, site, frame);
  if (receiver.kind === 'null' || isGiven(receiver)) refuseNull(run, receiver, site);
  return callNamed(run, receiver, e.name, args, e.typeArgs, site, frame, {
    types: run.meaning(frame.owner).typesOfCall(run, e.args, frame),
    receiver: () => (e.target === undefined ? undefined : run.meaning(frame.owner).staticType(run, e.target, frame)),
  });
}

/** `name(args)`: a method of the innermost class that has one of the name, or a static import (JLS §15.12.1). */
function simpleCall(run: Run, e: CallExpression, args: readonly Value[], site: Site, frame: Frame): Value {
  const types = run.meaning(frame.owner).typesOfCall(run, e.args, frame);
  for (const { info, self } of enclosing(frame)) {
    const members = membersNamed(run, info, e.name);
    const unclear = whyUnclear(run, self, e.name, args);
    if (unclear !== undefined) return unknownCall(run, e.name, self, args, unclear, site);
    if (members.length > 0) {
      const chosen = run.meaning(frame.owner).chooseMember(run, members, args, types, undefined);
      if (chosen === 'ambiguous') return severalFit(run, e.name, self, args, site);
      if (chosen !== undefined) return callMember(run, chosen, chosen.method.isStatic ? undefined : self, info, args, types, site, frame);
    }
    const generated =
      run.meaning(info).generatedStatic(run, info, e.name, args, site) ??
      (self === undefined
        ? undefined
        : (run.meaning(self.info).generatedAccessor(run, self, e.name, args, site) ??
          callThrowable(run, self, e.name, args, site) ??
          callKafka(run, self, e.name, args, site) ??
          callObject(run, self, e.name, args, site)));
    if (generated !== undefined) return generated;
  }
  for (const i of run.program.staticImports(frame.owner.unit, e.name)) {
    const reference = run.resolveClass(i.path, frame.owner);
    if (reference === undefined) continue;
    if (
      reference.kind === 'source'
        ? membersNamed(run, reference.info, e.name).length > 0
        : !i.wildcard || run.kafkaName(reference) !== undefined
    ) {
      return callNamed(run, classValue(reference), e.name, args, e.typeArgs, site, frame, { types, receiver: () => undefined });
    }
  }
  return unknownCall(run, e.name, frame.self, args, `the method ${e.name} is not in the sources`, site);
}

/** Why it is not known which code a call runs on the object. */
function whyUnclear(run: Run, self: Instance | undefined, method: string, args: readonly Value[]): string | undefined {
  if (self === undefined) return undefined;
  return whyMixed(run, self, method, args) ?? whyAdded(run, self.info, method, args.length);
}

function severalFit(run: Run, method: string, target: Value | undefined, args: readonly Value[], site: Site): Value {
  return unknownCall(run, method, target, args, `which of several methods ${method} is called is not known`, site);
}

const simpleNameOf = ({ declaration }: ClassInfo): string => declaration.name;

/** An object that was not seen to be made may be of a subclass of its declared class. */
function whyOtherCode(run: Run, self: Instance, { method }: Member): string | undefined {
  if (!self.assumed || method.isStatic || method.modifiers.includes('private') || method.modifiers.includes('final')) return undefined;
  const below = run.program.subclassesOf(self.info);
  if (below === undefined) return `one of the many classes below ${self.info.declaration.name} may override ${method.name}`;
  const overrides = (m: MethodDeclaration): boolean => m.params.length === method.params.length && !m.isStatic && !m.isAbstract;
  const overrider = below.find(({ declaration }) => run.program.declared(declaration).methods.get(method.name)?.some(overrides));
  const unread = overrider === undefined ? run.program.unreadClasses.below([self.info, ...below].map(simpleNameOf)) : undefined;
  if (unread !== undefined) return `${unread} was not read as code, and may override ${method.name}`;
  if (overrider === undefined) return undefined;
  return `${method.name} is overridden in ${overrider.declaration.name}, and of which class this object is, is not known`;
}

/** The code of the member that the object's class has; `info`: the class that the member was found in, where no object is known. */
function callMember(
  run: Run,
  member: Member,
  self: Instance | undefined,
  info: ClassInfo,
  given: readonly Value[],
  types: CallTypes | undefined,
  site: Site,
  frame: Frame,
): Value {
  const unclear = self === undefined ? undefined : whyOtherCode(run, self, member);
  if (unclear !== undefined) {
    const { name, returnType } = member.method;
    return unknownCall(run, name, self, given, unclear, site, returnType);
  }
  const found = dispatched(run, member, self?.info ?? info);
  const args = run.meaning(frame.owner).packed(run, member, given, types, site);
  if (found !== undefined) return run.callMethod(found.owner, found.method, self, args, site, frame.depth + 1);
  if (self?.function !== undefined) {
    const result = callFunction(run, self.function, member, args, site);
    if (result !== undefined) return result;
  }
  return (
    (self === undefined ? undefined : run.meaning(self.info).generatedAccessor(run, self, member.method.name, args, site)) ??
    unknownCall(
      run,
      member.method.name,
      self,
      args,
      `${member.owner.declaration.name}.${member.method.name} has no body in the sources`,
      site,
      member.method.returnType,
    )
  );
}

/** `super.m()`, `Interface.super.m()` and `Outer.super.m()`: the code that the parent has, not what overrides it (JLS §15.12.4.4). */
function superCall(
  run: Run,
  name: string,
  types: CallTypes | undefined,
  qualifier: string | undefined,
  args: readonly Value[],
  site: Site,
  frame: Frame,
): Value {
  let { self, owner } = frame;
  const unclear = whyUnclear(run, self, name, args);
  if (unclear !== undefined) return unknownCall(run, name, self, args, unclear, site);
  let parent: ClassInfo | undefined;
  const named = qualifier === undefined ? undefined : run.resolveType(qualifier, placeOf(frame));
  if (named?.kind === 'source' && named.info.declaration.kind === 'interface') parent = named.info;
  else {
    if (named?.kind === 'source') for (const around of enclosing(frame)) if (around.info === named.info) ({ self, info: owner } = around);
    const superclass = run.program.superOf(owner);
    parent = superclass?.kind === 'source' ? superclass.info : undefined;
  }
  if (parent !== undefined) {
    const chosen = run.meaning(frame.owner).chooseMember(run, membersNamed(run, parent, name), args, types, undefined);
    if (chosen === 'ambiguous') return severalFit(run, name, self, args, site);
    const code = chosen === undefined ? undefined : dispatched(run, chosen, parent);
    if (chosen !== undefined && code !== undefined)
      return run.callMethod(
        code.owner,
        code.method,
        self,
        run.meaning(frame.owner).packed(run, chosen, args, types, site),
        site,
        frame.depth + 1,
      );
  }
  return (
    (self === undefined
      ? undefined
      : (callThrowable(run, self, name, args, site) ??
        callKafka(run, self, name, args, site) ??
        callObject(run, self, name, args, site, true))) ?? unknownCall(run, name, self, args, `super.${name} is not in the sources`, site)
  );
}

export function callMethod(
  run: Run,
  { owner, method }: Member,
  self: Instance | undefined,
  args: readonly Value[],
  site: Site,
  depth: number,
): Value {
  const lost = (reason: string): Value => unknownCall(run, method.name, self, args, reason, site, method.returnType);
  if (method.body === undefined) return lost(`${method.name} has no body in the sources`);
  if (depth > callDepthLimit || run.isDeep()) {
    const reason = 'calls are nested too deeply here to be followed (recursion?)';
    run.gap(reason, site);
    return lost(reason);
  }
  if (method.isStatic) run.initialiseClass(owner);
  const frame: Frame = { scope: new Scope(), owner, self, method, depth };
  run.meaning(owner).bindParameters(run, frame, method, args, owner, site);
  const completion = run.execute(method.body, frame);
  if (completion.kind !== 'return') return { kind: 'void' };
  if (bindsResult(method)) run.escape([completion.value], 'a framework binds what configuration says to it', site);
  return run.typed(completion.value, method.returnType, owner, site);
}

/** `receiver.method(args)`, arguments evaluated. `text`: absent where the library or the DSL calls. */
export function callNamed(
  run: Run,
  target: Value,
  method: string,
  args: readonly Value[],
  typeArgs: readonly TypeRef[],
  site: Site,
  frame: Frame,
  text?: CallText,
): Value {
  const class_ = method === 'getClass' && args.length === 0 ? classOfValue(target) : undefined;
  if (class_ !== undefined) return class_;
  switch (target.kind) {
    case 'dsl':
      return callBootstrap(run, target, method, args, site) ?? run.dsl.call(target.object, { method, args, typeArgs, site });
    case 'class':
      if (target.object === true) {
        const known = callClassObject(run, target, method, args);
        if (known !== undefined) return known;
        break;
      }
      return staticCall(run, target, method, args, typeArgs, site, frame, text);
    case 'object':
      if (isInstance(target)) return instanceCall(run, target, method, args, site, frame, text);
      break;
    case 'function': {
      const called = functionCall(run, target, method, args, site, frame, text);
      if (called !== undefined) return called;
      break;
    }
    default:
  }
  const known = callThrowable(run, target, method, args, site) ?? callLibrary(run, target, method, args, site, text);
  if (known !== undefined) return knownResult(run, target, method, known, site);
  return unknownCall(run, method, target, args, unfollowed(target, method), site);
}

function instanceCall(
  run: Run,
  self: Instance,
  method: string,
  args: readonly Value[],
  site: Site,
  frame: Frame,
  text: CallText | undefined,
): Value {
  const unclear = whyUnclear(run, self, method, args);
  if (unclear !== undefined) return unknownCall(run, method, self, args, unclear, site);
  const chosen = chooseInstanceMethod(run, self, method, args, text);
  if (chosen === 'ambiguous') return severalFit(run, method, self, args, site);
  if (chosen !== undefined) return callMember(run, chosen, self, self.info, args, text?.types, site, frame);
  const known =
    run.meaning(self.info).generatedAccessor(run, self, method, args, site) ??
    callThrowable(run, self, method, args, site) ??
    callKafka(run, self, method, args, site) ??
    callObject(run, self, method, args, site);
  if (known !== undefined) return known;
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

/** Where the class has several methods of the name, the type of the receiver decides which of them the call can mean. */
function chooseInstanceMethod(
  run: Run,
  self: Instance,
  method: string,
  args: readonly Value[],
  text: CallText | undefined,
): Member | 'ambiguous' | undefined {
  const own = membersNamed(run, self.info, method).filter((m) => m.method.params.length === args.length || m.method.params.at(-1)?.varargs);
  // What cannot be overridden is chosen by the receiver's type alone.
  const fixed = run.program.lineage(self.info).classes.some(
    (c) =>
      c !== self.info &&
      run.program
        .declared(c.declaration)
        .methods.get(method)
        ?.some((m) => m.isStatic || m.modifiers.includes('private')) === true,
  );
  if (own.length < 2 && !fixed) return own[0];
  const receiver = text?.receiver();
  if (receiver?.kind === 'class' && receiver.reference.kind === 'source')
    return run.meaning(self.info).chooseMember(run, membersNamed(run, receiver.reference.info, method), args, text?.types, receiver);
  return fixed && own.length > 0 && text !== undefined
    ? 'ambiguous'
    : run.meaning(self.info).chooseMember(run, own, args, undefined, undefined);
}

/** A lambda or method reference, called through its interface; undefined: it cannot be run. */
function functionCall(
  run: Run,
  target: Extract<Value, { kind: 'function' }>,
  method: string,
  args: readonly Value[],
  site: Site,
  frame: Frame,
  text: CallText | undefined,
): Value | undefined {
  const receiver = text?.receiver();
  const info =
    (isClosure(target) ? target.functional : undefined) ??
    (receiver?.kind === 'class' && receiver.reference.kind === 'source' ? receiver.reference.info : undefined);
  const function_ = info === undefined ? undefined : functionalMethod(run, info);
  if (info === undefined || function_ === undefined)
    return callLibrary(run, target, method, args, site) ?? callPlain(run, target, method, args, receiver, site);
  if (function_.name !== method) return instanceCall(run, asInstance(run, target, info), method, args, site, frame, text);
  return callFunction(run, target, { owner: info, method: function_ }, args, site);
}

/** As the method of its interface, whose types count; undefined: it cannot be run. */
function callFunction(run: Run, target: Value, { owner, method }: Member, args: readonly Value[], site: Site): Value | undefined {
  const given = args.map((arg, i) => run.typed(arg, method.params[i]?.type, owner, site));
  const result = run.invoke(target, undefined, given, site);
  return result === undefined ? undefined : run.typed(result, method.returnType, owner, site);
}

/** The object that a lambda is: what its default methods call `this`. */
function asInstance(run: Run, target: Extract<Value, { kind: 'function' }>, info: ClassInfo): Instance {
  return { ...run.construct(info, [], { outer: undefined, captured: undefined }, target.site, callDepthLimit), function: target };
}

function staticCall(
  run: Run,
  target: Extract<Value, { kind: 'class' }>,
  method: string,
  args: readonly Value[],
  typeArgs: readonly TypeRef[],
  site: Site,
  frame: Frame,
  text: CallText | undefined,
): Value {
  const info = target.declaration === undefined ? undefined : run.program.infoOf(target.declaration);
  if (info !== undefined) {
    const generated = run.meaning(info).generatedStatic(run, info, method, args, site);
    if (generated !== undefined) return generated;
    const chosen = run.meaning(frame.owner).chooseMember(run, membersNamed(run, info, method), args, text?.types, undefined);
    if (chosen === 'ambiguous') return severalFit(run, method, target, args, site);
    // An instance method called through its class happens in method references only.
    if (chosen !== undefined) return callMember(run, chosen, undefined, info, args, text?.types, site, frame);
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
  const known = isModelled(reference) ? callLibraryStatic(run, lastSegment(target.name), method, args, site, text) : undefined;
  if (known !== undefined) return knownResult(run, target, method, known, site);
  return unknownCall(run, method, target, args, unfollowedStatic(target.name, method), site);
}

/** The library knows classes by their simple names: those of the JDK and of the libraries that everyone uses. */
export function isModelled({ qualifiedName }: Extract<ClassReference, { kind: 'library' }>): boolean {
  return (
    qualifiedName !== undefined &&
    /^(?:java\.|javax\.|com\.google\.common\.|org\.apache\.commons\.|com\.typesafe\.config\.)/.test(qualifiedName)
  );
}

/** Calls a lambda, method reference or method with values; undefined where it cannot be run. */
export function invoke(run: Run, target: Value, method: string | undefined, args: readonly Value[], site: Site): Value | undefined {
  if (target.kind === 'object' && isInstance(target)) return invokeInstance(run, target, method, args, site);
  if (target.kind === 'native') return applyFunction(run, target, args, site);
  if (target.kind !== 'function' || !isClosure(target)) return undefined;
  const { body, frame } = target;
  if (frame.depth > callDepthLimit || run.isDeep()) return undefined;
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
    case 'arrayType':
      return arrayOfLength(run, body.type, args[0], frame, site);
    case 'superRef':
      return superCall(run, body.name, undefined, body.qualifier, args, site, frame);
    case 'methodRef':
      return invokeReference(run, target, body.target, body.name, args, site);
  }
}

function invokeInstance(run: Run, target: Instance, method: string | undefined, args: readonly Value[], site: Site): Value | undefined {
  const name = method ?? functionOf(run, target, args.length);
  if (name === undefined || whyAdded(run, target.info, name, args.length) !== undefined) return undefined;
  const chosen = run.meaning(target.info).chooseMember(run, membersNamed(run, target.info, name), args, undefined, undefined);
  const code = chosen === undefined || chosen === 'ambiguous' ? undefined : dispatched(run, chosen, target.info);
  if (chosen === 'ambiguous') return undefined;
  if (chosen !== undefined && code !== undefined)
    return run.callMethod(code.owner, code.method, target, run.meaning(target.info).packed(run, chosen, args, undefined, site), site, 1);
  if (target.function !== undefined && chosen !== undefined) return callFunction(run, target.function, chosen, args, site);
  return (
    run.meaning(target.info).generatedAccessor(run, target, name, args, site) ??
    callThrowable(run, target, name, args, site) ??
    callKafka(run, target, name, args, site) ??
    callObject(run, target, name, args, site)
  );
}

function invokeReference(run: Run, closure: Closure, target: Value, name: string, args: readonly Value[], site: Site): Value | undefined {
  const { frame } = closure;
  if (target.kind === 'null') throwNull(run, site);
  if (target.kind !== 'class') return callNamed(run, target, name, args, [], site, frame);
  const info = target.declaration === undefined ? undefined : run.program.infoOf(target.declaration);
  if (name === 'new') return run.createObject(target, args, site, frame);
  if (info !== undefined) {
    const members = membersNamed(run, info, name);
    const [receiver, ...rest] = args;
    const asStatic = run.meaning(frame.owner).chooseMember(
      run,
      members.filter((m) => m.method.isStatic),
      args,
      undefined,
      undefined,
    );
    const onFirst =
      receiver === undefined
        ? undefined
        : run.meaning(frame.owner).chooseMember(
            run,
            members.filter((m) => !m.method.isStatic),
            rest,
            undefined,
            undefined,
          );
    if (asStatic === 'ambiguous' || onFirst === 'ambiguous' || (asStatic !== undefined && onFirst !== undefined)) return undefined;
    if (asStatic !== undefined) return callMember(run, asStatic, undefined, info, args, undefined, site, frame);
    if (onFirst === undefined && receiver === undefined) return callNamed(run, target, name, args, [], site, frame);
  } else {
    const reference: ClassReference = { kind: 'library', qualifiedName: target.name, simpleName: lastSegment(target.name) };
    const asStatic = isModelled(reference) ? callLibraryStatic(run, lastSegment(target.name), name, args, site) : undefined;
    if (asStatic !== undefined) return asStatic;
  }
  // `Type::method` with the receiver as first argument.
  const [receiver, ...rest] = args;
  if (receiver === undefined || receiver.kind === 'class') return callNamed(run, target, name, args, [], site, frame);
  if (receiver.kind === 'null') throwNull(run, site);
  return callNamed(run, receiver, name, rest, [], site, frame);
}

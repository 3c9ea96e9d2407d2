/** Evaluates expressions in Java's order (JLS §15.7): operands left to right, receiver before arguments. */
import type { Expression, SwitchCase } from '../syntax/form.js';
import type { Completion } from './completion.js';
import { Thrown } from './completion.js';
import { sameValue } from './equality.js';
import { lastSegment, labelOf } from './labels.js';
import { libraryConstant } from './library/library.js';
import type { ClassReference } from './program.js';
import type { Closure, Frame, Run } from './run.js';
import { Scope } from './scope.js';
import { isInstance } from './instances.js';
import type { Value } from './values.js';

const integerLimit = 2 ** 53;

/** Everything but calls and object creation, which calls.ts has. */
export function evaluateExpression(run: Run, e: Exclude<Expression, { kind: 'call' | 'new' }>, frame: Frame): Value {
  switch (e.kind) {
    case 'text':
      return { kind: 'text', text: e.value };
    case 'char':
      return { kind: 'text', text: e.value };
    case 'number':
      return e.integral ? { kind: 'number', value: e.value } : { kind: 'number', value: e.value, floating: true };
    case 'boolean':
      return { kind: 'boolean', value: e.value };
    case 'null':
      return { kind: 'null' };
    case 'this':
      return thisValue(run, e, frame);
    case 'super':
      return frame.self ?? run.unknown('super has no object here', run.site(e.span, frame));
    case 'name':
      return nameValue(run, e.name, e, frame);
    case 'select':
      return selectValue(run, e, frame);
    case 'newArray':
      return newArray(run, e, frame);
    case 'lambda': {
      const closure: Closure = {
        kind: 'function',
        site: run.site(e.span, frame),
        body: { kind: 'lambda', lambda: e },
        frame,
      };
      return closure;
    }
    case 'methodRef': {
      const target = targetOf(run, e.target, frame);
      const closure: Closure = {
        kind: 'function',
        site: run.site(e.span, frame),
        body: { kind: 'methodRef', target, name: e.name },
        frame,
      };
      return closure;
    }
    case 'classLiteral':
      return { kind: 'text', text: e.type.name + '.class' };
    case 'index':
      return indexValue(run, e, frame);
    case 'binary':
      return binary(run, e, frame);
    case 'unary':
      return unary(run, e, frame);
    case 'conditional':
      return run.decide(run.evaluate(e.test, frame), run.site(e.test.span, frame))
        ? run.evaluate(e.whenTrue, frame)
        : run.evaluate(e.whenFalse, frame);
    case 'assign':
      return assign(run, e, frame);
    case 'cast': {
      const value = run.evaluate(e.value, frame);
      if (value.kind === 'number' && !value.floating && ['double', 'float', 'Double', 'Float'].includes(e.type.name))
        return { ...value, floating: true };
      if (value.kind === 'number' && value.floating && ['int', 'long', 'short', 'byte'].includes(e.type.name))
        return { kind: 'number', value: Math.trunc(value.value) };
      return run.typed(value, e.type, frame.owner, run.site(e.span, frame));
    }
    case 'instanceof': {
      const value = run.evaluate(e.value, frame);
      if (e.binding !== undefined) frame.scope.declare(e.binding, run.typed(value, e.type, frame.owner, run.site(e.span, frame)), e.type);
      if (value.kind === 'null') return { kind: 'boolean', value: false };
      return run.unknown('the class of a value is not followed', run.site(e.span, frame), {
        key: `instanceof:${keyOf(value)}:${e.type?.name ?? ''}`,
        label: 'instanceof',
      });
    }
    case 'switch': {
      const completion = runSwitch(run, e.subject, e.cases, frame);
      if (completion.kind === 'yield') return completion.value;
      return run.unknown('a switch gave no value', run.site(e.span, frame));
    }
    case 'unknown': {
      const values = e.parts.map((part) => run.evaluate(part, frame));
      const site = run.site(e.span, frame);
      const reason = `this part of the source could not be read: ${e.reason}`;
      run.escape(values, reason, site);
      run.dsl.loseCounters(reason, site);
      run.gap(reason, site);
      return run.unknown(`not readable: ${e.reason}`, site);
    }
  }
}

function thisValue(run: Run, e: Extract<Expression, { kind: 'this' }>, frame: Frame): Value {
  let self = frame.self;
  if (e.qualifier !== undefined) {
    const wanted = lastSegment(e.qualifier);
    while (self !== undefined && !run.program.lineage(self.info).classes.some((c) => c.declaration.name === wanted)) self = self.outer;
  }
  return self ?? run.unknown('`this` is not known here', run.site(e.span, frame));
}

/** A simple name: local, field of this or an outer class, statically imported constant, or a class (JLS §6.5). */
function nameValue(run: Run, name: string, e: Expression, frame: Frame): Value {
  const found = findVariable(run, name, e, frame);
  if (found !== undefined) return found;
  const site = run.site(e.span, frame);
  const reference = run.resolveClass(name, frame.owner);
  if (reference !== undefined) return classValue(reference);
  run.gap(`the name ${name} leads to nothing that was read`, site);
  return run.unknown(`${name} is not declared in what was read`, site, { key: `name:${frame.owner.qualifiedName}.${name}`, label: name });
}

function findVariable(run: Run, name: string, e: Expression, frame: Frame): Value | undefined {
  const cell = frame.scope.find(name);
  if (cell !== undefined) return cell.value;
  const site = run.site(e.span, frame);
  for (let self = frame.self; self !== undefined; self = self.outer) {
    const field = run.readField(self, name, site);
    if (field !== undefined) return field;
    const captured = self.captured?.find(name);
    if (captured !== undefined) return captured.value;
  }
  for (let info: typeof frame.owner | undefined = frame.owner; info !== undefined; info = info.outer) {
    const field = run.readStatic(info, name);
    if (field !== undefined) return field;
  }
  for (const i of frame.owner.unit.imports) {
    if (!i.isStatic || !(i.wildcard || i.member === name)) continue;
    const reference = run.resolveClass(i.path, frame.owner);
    const value = reference === undefined ? undefined : staticMember(run, reference, name);
    if (value !== undefined) return value;
    if (!i.wildcard && reference?.kind === 'library') {
      return run.unknown(`${i.path}.${name} is not in the sources`, site, { key: `static:${i.path}.${name}`, label: name });
    }
  }
  return undefined;
}

function staticMember(run: Run, reference: ClassReference, name: string): Value | undefined {
  if (reference.kind === 'source') return run.readStatic(reference.info, name);
  const kafka = run.kafkaName(reference);
  return (kafka === undefined ? undefined : run.dsl.constant(kafka, name)) ?? libraryConstant(reference.simpleName, name);
}

export function classValue(reference: ClassReference): Value {
  return reference.kind === 'source'
    ? { kind: 'class', name: reference.info.qualifiedName, declaration: reference.info.declaration }
    : { kind: 'class', name: reference.qualifiedName ?? reference.simpleName };
}

/** The receiver of a call or member access: a value, or a class. */
export function targetOf(run: Run, target: Expression, frame: Frame): Value {
  if (target.kind === 'name') {
    const variable = findVariable(run, target.name, target, frame);
    if (variable !== undefined) return variable;
    const reference = run.resolveClass(target.name, frame.owner);
    if (reference !== undefined) return classValue(reference);
  }
  if (target.kind === 'select') {
    const path = dottedPath(target);
    if (
      path !== undefined &&
      findVariable(run, path[0]!, target, frame) === undefined &&
      run.resolveClass(path[0]!, frame.owner) === undefined
    ) {
      const reference = run.resolveClass(path.join('.'), frame.owner);
      if (reference !== undefined) return classValue(reference);
    }
  }
  return run.evaluate(target, frame);
}

function dottedPath(e: Expression): string[] | undefined {
  const parts: string[] = [];
  let current = e;
  while (current.kind === 'select') {
    parts.unshift(current.name);
    current = current.target;
  }
  if (current.kind !== 'name') return undefined;
  parts.unshift(current.name);
  return parts;
}

function selectValue(run: Run, e: Extract<Expression, { kind: 'select' }>, frame: Frame): Value {
  const site = run.site(e.span, frame);
  const path = dottedPath(e);
  if (path !== undefined && findVariable(run, path[0]!, e, frame) === undefined) {
    // Package-qualified class, or a member of a class named by a path.
    const whole = run.resolveClass(path.join('.'), frame.owner);
    const owner = run.resolveClass(path.slice(0, -1).join('.'), frame.owner);
    if (owner !== undefined) {
      const member = staticMember(run, owner, e.name);
      if (member !== undefined) return member;
    }
    if (whole !== undefined && (whole.kind === 'source' || owner === undefined)) return classValue(whole);
    if (owner !== undefined) {
      if (whole !== undefined && /^[A-Z][a-z]/.test(e.name)) return classValue(whole);
      const name = owner.kind === 'source' ? owner.info.qualifiedName : (owner.qualifiedName ?? owner.simpleName);
      return run.unknown(`${name}.${e.name} is not in the sources`, site, {
        key: `static:${name}.${e.name}`,
        label: `${lastSegment(name)}.${e.name}`,
      });
    }
  }
  const target = run.evaluate(e.target, frame);
  if (isInstance(target)) {
    const field = run.readField(target, e.name, site);
    if (field !== undefined) return field;
  }
  if (target.kind === 'list' && e.name === 'length' && !target.open) return { kind: 'number', value: target.items.length };
  if (target.kind === 'pair' && e.name === 'key') return target.key;
  if (target.kind === 'pair' && e.name === 'value') return target.value;
  if (target.kind === 'class') {
    const reference = run.resolveClass(target.name, frame.owner);
    const member = reference === undefined ? undefined : staticMember(run, reference, e.name);
    if (member !== undefined) return member;
  }
  return run.unknown(`${labelOf(e)} is not known`, site, { key: `field:${keyOf(target)}.${e.name}`, label: labelOf(e) });
}

/** Identity of a value for keys of unknowns derived from it. */
export function keyOf(value: Value): string {
  switch (value.kind) {
    case 'unknown':
      return value.key;
    case 'text':
      return JSON.stringify(value.text);
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'null':
    case 'void':
      return value.kind;
    case 'class':
      return value.name;
    case 'map':
      return value.key ?? 'map';
    case 'object':
      return isInstance(value) ? `${value.info.qualifiedName}#${value.identity}` : 'object';
    case 'function':
      return `function:${value.site.file}:${value.site.start}`;
    default:
      return value.kind;
  }
}

function newArray(run: Run, e: Extract<Expression, { kind: 'newArray' }>, frame: Frame): Value {
  const sizes = e.sizes.map((size) => run.evaluate(size, frame));
  if (e.elements !== undefined) return { kind: 'list', items: e.elements.map((element) => run.evaluate(element, frame)), open: false };
  const size = sizes[0];
  if (size?.kind === 'number' && size.value >= 0 && size.value <= 10_000) {
    return { kind: 'list', items: Array.from({ length: size.value }, (): Value => ({ kind: 'null' })), open: false };
  }
  return { kind: 'list', items: [], open: true };
}

function indexValue(run: Run, e: Extract<Expression, { kind: 'index' }>, frame: Frame): Value {
  const target = run.evaluate(e.target, frame);
  const index = run.evaluate(e.index, frame);
  const site = run.site(e.span, frame);
  if (target.kind === 'list' && !target.open && index.kind === 'number') {
    const item = target.items[index.value];
    if (item !== undefined) return item;
  }
  return run.unknown(`${labelOf(e)} is not known`, site, { key: `index:${keyOf(target)}[${keyOf(index)}]`, label: labelOf(e) });
}

function binary(run: Run, e: Extract<Expression, { kind: 'binary' }>, frame: Frame): Value {
  const site = run.site(e.span, frame);
  if (e.operator === '&&' || e.operator === '||') {
    const left = run.decide(run.evaluate(e.left, frame), run.site(e.left.span, frame));
    if (e.operator === '&&' ? !left : left) return { kind: 'boolean', value: left };
    return run.evaluate(e.right, frame);
  }
  if (e.operator === '+') return sum(run, e, frame);
  const left = run.evaluate(e.left, frame);
  const right = run.evaluate(e.right, frame);
  const opaque = (): Value =>
    run.unknown(`${labelOf(e)} is not known`, site, { key: `(${keyOf(left)}${e.operator}${keyOf(right)})`, label: labelOf(e) });
  if (e.operator === '==' || e.operator === '!=') {
    const same = sameValue(left, right);
    if (same === undefined) {
      const value = run.unknown(`${labelOf(e)} is not known`, site, { key: `(${keyOf(left)}==${keyOf(right)})`, label: labelOf(e) });
      return e.operator === '==' ? value : { ...value, key: `!${value.key}` };
    }
    return { kind: 'boolean', value: e.operator === '==' ? same : !same };
  }
  if (left.kind === 'boolean' && right.kind === 'boolean') {
    if (e.operator === '&') return { kind: 'boolean', value: left.value && right.value };
    if (e.operator === '|') return { kind: 'boolean', value: left.value || right.value };
    if (e.operator === '^') return { kind: 'boolean', value: left.value !== right.value };
  }
  if (left.kind !== 'number' || right.kind !== 'number') return opaque();
  return arithmetic(e.operator, left, right) ?? opaque();
}

type NumberValue = Extract<Value, { kind: 'number' }>;

function arithmetic(operator: string, left: NumberValue, right: NumberValue): Value | undefined {
  const a = left.value;
  const b = right.value;
  const floating = left.floating === true || right.floating === true;
  const number = (value: number): Value | undefined => {
    if (!Number.isFinite(value) || Math.abs(value) > integerLimit) return undefined;
    return floating ? { kind: 'number', value, floating } : { kind: 'number', value };
  };
  switch (operator) {
    case '-':
      return number(a - b);
    case '*':
      return number(a * b);
    case '/':
      return b === 0 ? undefined : number(floating ? a / b : Math.trunc(a / b));
    case '%':
      return b === 0 ? undefined : number(a % b);
    case '<<':
      return floating ? undefined : number(a * 2 ** b);
    case '>>':
      return floating ? undefined : number(Math.floor(a / 2 ** b));
    case '<':
      return { kind: 'boolean', value: a < b };
    case '<=':
      return { kind: 'boolean', value: a <= b };
    case '>':
      return { kind: 'boolean', value: a > b };
    case '>=':
      return { kind: 'boolean', value: a >= b };
    default:
      return undefined;
  }
}

/** `+` chains can be thousands long: the left spine is walked in a loop. */
function sum(run: Run, e: Extract<Expression, { kind: 'binary' }>, frame: Frame): Value {
  const rights: Extract<Expression, { kind: 'binary' }>[] = [];
  let first: Expression = e;
  while (first.kind === 'binary' && first.operator === '+') {
    rights.push(first);
    first = first.left;
  }
  let value = run.evaluate(first, frame);
  for (let i = rights.length - 1; i >= 0; i--) {
    const node = rights[i]!;
    const right = run.evaluate(node.right, frame);
    value = plus(run, value, right, node, node.left.kind === 'char' && node.right.kind === 'char', frame);
  }
  return value;
}

function plus(run: Run, left: Value, right: Value, e: Expression, chars: boolean, frame: Frame): Value {
  const site = run.site(e.span, frame);
  if (left.kind === 'number' && right.kind === 'number') {
    const value = left.value + right.value;
    return left.floating === true || right.floating === true ? { kind: 'number', value, floating: true } : { kind: 'number', value };
  }
  if (!chars && (left.kind === 'text' || right.kind === 'text')) return { kind: 'text', text: run.toText(left) + run.toText(right) };
  if (left.kind === 'unknown' && right.kind === 'unknown' && (isText(left.type?.name) || isText(right.type?.name))) {
    return { kind: 'text', text: run.toText(left) + run.toText(right) };
  }
  return run.unknown(`${labelOf(e)} is not known`, site, { key: `(${keyOf(left)}+${keyOf(right)})`, label: labelOf(e) });
}

function isText(type: string | undefined): boolean {
  return type === 'String' || type === 'CharSequence' || type === 'java.lang.String';
}

function unary(run: Run, e: Extract<Expression, { kind: 'unary' }>, frame: Frame): Value {
  const operand = run.evaluate(e.operand, frame);
  const site = run.site(e.span, frame);
  if (e.operator === '++' || e.operator === '--') {
    const next: Value =
      operand.kind === 'number'
        ? { ...operand, value: operand.value + (e.operator === '++' ? 1 : -1) }
        : run.unknown(`${labelOf(e.operand)} is counted from an unknown start`, site, { label: labelOf(e.operand) });
    store(run, e.operand, next, frame);
    return e.prefix ? next : operand;
  }
  if (e.operator === '!') {
    if (operand.kind === 'boolean') return { kind: 'boolean', value: !operand.value };
    if (operand.kind === 'unknown') return { ...operand, key: operand.key.startsWith('!') ? operand.key.slice(1) : `!${operand.key}` };
  }
  if (operand.kind === 'number') {
    if (e.operator === '-') return { ...operand, value: -operand.value };
    if (e.operator === '+') return operand;
  }
  return run.unknown(`${labelOf(e)} is not known`, site, { key: `${e.operator}${keyOf(operand)}`, label: labelOf(e) });
}

function assign(run: Run, e: Extract<Expression, { kind: 'assign' }>, frame: Frame): Value {
  const site = run.site(e.span, frame);
  let value: Value;
  if (e.operator === '=') {
    value = run.evaluate(e.value, frame);
  } else {
    const before = run.evaluate(e.target, frame);
    const operator = e.operator.slice(0, -1);
    const right = run.evaluate(e.value, frame);
    value =
      operator === '+'
        ? plus(run, before, right, e, false, frame)
        : ((before.kind === 'number' && right.kind === 'number' ? arithmetic(operator, before, right) : undefined) ??
          run.unknown(`${labelOf(e.target)} is not known after ${e.operator}`, site, { label: labelOf(e.target) }));
  }
  return store(run, e.target, value, frame);
}

/** Writes to a local, field or element; gives the value stored. */
function store(run: Run, target: Expression, value: Value, frame: Frame): Value {
  const site = run.site(target.span, frame);
  if (target.kind === 'name') {
    const cell = frame.scope.find(target.name);
    if (cell !== undefined) {
      cell.value = run.typed(value, cell.type, frame.owner, site);
      return cell.value;
    }
    for (let self = frame.self; self !== undefined; self = self.outer) {
      if (run.readField(self, target.name, site) !== undefined) return setField(run, self, target.name, value, site);
      const captured = self.captured?.find(target.name);
      if (captured !== undefined) return (captured.value = value);
    }
    for (let info: typeof frame.owner | undefined = frame.owner; info !== undefined; info = info.outer) {
      if (run.assignStatic(info, target.name, value)) return value;
    }
    return value;
  }
  if (target.kind === 'select') {
    const owner = targetOf(run, target.target, frame);
    if (isInstance(owner)) return setField(run, owner, target.name, value, site);
    if (owner.kind === 'class') {
      const reference = run.resolveClass(owner.name, frame.owner);
      if (reference?.kind === 'source') run.assignStatic(reference.info, target.name, value);
    }
    return value;
  }
  if (target.kind === 'index') {
    const list = run.evaluate(target.target, frame);
    const index = run.evaluate(target.index, frame);
    if (list.kind === 'list') {
      if (index.kind === 'number' && !list.open && index.value >= 0 && index.value < list.items.length) list.items[index.value] = value;
      else list.open = true;
    }
  }
  return value;
}

function setField(run: Run, instance: Value, name: string, value: Value, site: ReturnType<Run['site']>): Value {
  if (!isInstance(instance)) return value;
  const field = run.program
    .lineage(instance.info)
    .classes.flatMap((c) => c.declaration.fields)
    .find((f) => f.name === name);
  const typed = run.typed(value, field?.type, instance.info, site);
  instance.fields.set(name, typed);
  if (instance.assumed) instance.fields.set(`assigned ${name}`, { kind: 'boolean', value: true });
  return typed;
}

/** A switch, as statement or expression; `yield` carries the value of an expression. */
export function runSwitch(run: Run, subject: Expression, cases: readonly SwitchCase[], frame: Frame): Completion {
  const value = run.evaluate(subject, frame);
  const chosen = chooseCase(run, value, subject, cases, frame);
  const inner: Frame = { ...frame, scope: new Scope(frame.scope) };
  for (let i = chosen; i >= 0 && i < cases.length; i++) {
    const current = cases[i]!;
    const completion = run.executeAll(current.body, inner);
    if (completion.kind === 'break' && completion.label === undefined) return { kind: 'normal' };
    if (completion.kind !== 'normal') return completion;
    if (current.arrow) return { kind: 'normal' };
  }
  return { kind: 'normal' };
}

/** The case that a switch enters; -1: none. An unknown subject makes each case an alternative. */
function chooseCase(run: Run, value: Value, subject: Expression, cases: readonly SwitchCase[], frame: Frame): number {
  const site = run.site(subject.span, frame);
  const fallback = cases.findIndex((c) => c.isDefault);
  let uncertain = false;
  for (let i = 0; i < cases.length; i++) {
    for (const label of cases[i]!.labels) {
      const same = labelMatches(run, value, label, frame);
      if (same === true && !uncertain) return i;
      if (same !== false) uncertain = true;
    }
  }
  if (!uncertain) return fallback;
  if (value.kind === 'null') throw new Thrown({ kind: 'null' }, site);
  const ways = cases.length + (fallback < 0 ? 1 : 0);
  const way = run.choose(`switch:${keyOf(value)}`, ways, `${labelOf(subject)} is not known`, site);
  return way < cases.length ? way : -1;
}

function labelMatches(run: Run, value: Value, label: Expression, frame: Frame): boolean | undefined {
  if (isInstance(value) && value.info.declaration.kind === 'enum' && label.kind === 'name') {
    return run.enumConstants(value.info).get(label.name) === value;
  }
  if (label.kind === 'unknown') return undefined;
  if (value.kind === 'unknown' && label.kind === 'name') return undefined;
  return sameValue(value, run.evaluate(label, frame));
}

/** Finds a call by its place, with what a name means there. */
import type {
  CallExpression,
  ClassDeclaration,
  Expression,
  MethodDeclaration,
  Parameter,
  SourceUnit,
  Statement,
  TypeRef,
} from '../form/form.js';
import type { Span } from '../../base/text.js';
import { eachRecord, innerOf, insideOf, partsOf } from '../form/walk.js';

/** A variable, field or parameter that can be named at the call. */
export interface Declared {
  readonly name: string;
  /** undefined: `var`, or a lambda's parameter. */
  readonly type: TypeRef | undefined;
  readonly value: Expression | undefined;
  readonly owner: 'method' | 'class';
  /** No other file can use it. */
  readonly isPrivate: boolean;
}

export interface CallSite {
  readonly unit: SourceUnit;
  readonly text: string;
  readonly call: CallExpression;
  /** Innermost first. */
  readonly classes: readonly ClassDeclaration[];
  /** The code that the call stands in, for counting uses of a variable; undefined in a field's initialiser. */
  readonly method: MethodDeclaration | undefined;
  /** Innermost first. */
  readonly declared: readonly Declared[];
  /** The innermost statement of a block that the call stands in: another can be written before it. */
  readonly statement: Span | undefined;
  /** The variable, field or method that takes the call's value, or that of a chain which begins with it. */
  readonly assignedTo: { readonly name: string; readonly type: TypeRef | undefined; readonly whole: boolean } | undefined;
}

type Scope = readonly Declared[];

interface Inside {
  readonly classes: readonly ClassDeclaration[];
  readonly method: MethodDeclaration | undefined;
  readonly scope: Scope;
  readonly assignedTo: CallSite['assignedTo'];
  readonly statement?: Span | undefined;
}

/** The call whose name begins at the offset; undefined where none does. */
export function findCall(unit: SourceUnit, text: string, offset: number): CallSite | undefined {
  const holds = (span: { readonly start: number; readonly end: number }): boolean => span.start <= offset && offset < span.end;

  function inClass(declaration: ClassDeclaration, inside: Inside): CallSite | undefined {
    if (!holds(declaration.span)) return undefined;
    const classes = [declaration, ...inside.classes];
    const fields = declaration.fields.map((field): Declared => ({
      name: field.name,
      type: field.type,
      value: field.value,
      owner: 'class',
      // When it is asked for: it takes the length of the line, which all fields may share.
      get isPrivate() {
        return isPrivateField(text, field.span);
      },
    }));
    const scope = [...fields, ...inside.scope];
    for (const nested of declaration.classes) {
      const found = inClass(nested, { classes, method: undefined, scope, assignedTo: undefined });
      if (found !== undefined) return found;
    }
    for (const field of declaration.fields) {
      if (field.value === undefined || !holds(field.value.span)) continue;
      const assignedTo = { name: field.name, type: field.type, whole: true };
      return inExpression(field.value, { classes, method: undefined, scope, assignedTo });
    }
    for (const method of [...declaration.methods, ...declaration.constructors]) {
      if (method.body === undefined || !holds(method.body.span)) continue;
      return inStatements([method.body], { classes, method, scope: [...method.params.map(toDeclared), ...scope], assignedTo: undefined });
    }
    for (const { body } of declaration.initialisers)
      if (holds(body.span)) return inStatements([body], { classes, method: undefined, scope, assignedTo: undefined });
    for (const constant of declaration.enumConstants) {
      for (const argument of constant.args) {
        const found = inExpression(argument, { classes, method: undefined, scope, assignedTo: undefined });
        if (found !== undefined) return found;
      }
      const found =
        constant.body === undefined ? undefined : inClass(constant.body, { classes, method: undefined, scope, assignedTo: undefined });
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function inStatements(statements: readonly Statement[], outside: Inside, isBlock = false): CallSite | undefined {
    const locals: Declared[] = [];
    // Only where something is found to look into: a block may have any number of variables.
    const scopeHere = (): Scope => [...locals.toReversed(), ...outside.scope];
    let inside = outside;
    for (const statement of statements) {
      if (isBlock) inside = { ...outside, statement: statement.span };
      if (statement.kind === 'local') {
        if (holds(statement.span) && statement.value !== undefined && holds(statement.value.span)) {
          const assignedTo = { name: statement.name, type: statement.type, whole: true };
          return inExpression(statement.value, { ...inside, scope: scopeHere(), assignedTo });
        }
        locals.push({ name: statement.name, type: statement.type, value: statement.value, owner: 'method', isPrivate: true });
        continue;
      }
      if (!holds(statement.span)) continue;
      if (statement.kind === 'class') return inClass(statement.declaration, { ...inside, scope: scopeHere(), statement: undefined });
      const { method } = inside;
      const assignedTo =
        statement.kind === 'return' && method !== undefined
          ? { name: method.name, type: method.returnType, whole: true }
          : inside.assignedTo;
      const inner = insideOf(statement);
      const scope = [...(statement.kind === 'forEach' ? [toDeclared(statement.variable)] : []), ...scopeHere()];
      for (const expression of inner.expressions) {
        const found = inExpression(expression, { ...inside, scope, assignedTo });
        if (found !== undefined) return found;
      }
      const found = inStatements(inner.statements, { ...inside, scope, assignedTo: undefined }, statement.kind === 'block');
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function inExpression(outer: Expression, outside: Inside): CallSite | undefined {
    let expression = outer;
    let inside = outside;
    for (;;) {
      if (!holds(expression.span)) return undefined;
      if (expression.kind === 'call' && expression.nameSpan.start === offset) return toSite(unit, text, expression, inside);
      const inner = innerOf(expression);
      const [only, ...others] = partsOf(expression).filter(({ span }) => holds(span));
      if (only === undefined || others.length > 0 || inner.body !== undefined || inner.statements.length > 0) break;
      // No call of ours for each of a chain, which may be of any length.
      inside = insideOfPart(expression, only, inside);
      expression = only;
    }
    for (const part of partsOf(expression)) {
      const found = inExpression(part, insideOfPart(expression, part, inside));
      if (found !== undefined) return found;
    }
    const { scope } = insideOfPart(expression, expression, inside);
    const inner = innerOf(expression);
    if (inner.body !== undefined) {
      const found = inClass(inner.body, { ...inside, scope, assignedTo: undefined, statement: undefined });
      if (found !== undefined) return found;
    }
    return inStatements(inner.statements, { ...inside, scope, assignedTo: undefined });
  }

  for (const declaration of unit.classes) {
    const found = inClass(declaration, { classes: [], method: undefined, scope: [], assignedTo: undefined });
    if (found !== undefined) return found;
  }
  return undefined;
}

function toSite(unit: SourceUnit, text: string, call: CallExpression, inside: Inside): CallSite {
  const { classes, method, scope, assignedTo, statement } = inside;
  return { unit, text, call, classes, method, declared: scope, assignedTo, statement };
}

/** What holds inside a part of an expression. */
function insideOfPart(outer: Expression, part: Expression, inside: Inside): Inside {
  const scope = outer.kind === 'lambda' ? [...outer.params.map(toDeclared), ...inside.scope] : inside.scope;
  return { ...inside, scope, assignedTo: assignedInside(outer, part, inside.assignedTo) };
}

function toDeclared({ name, type }: Parameter): Declared {
  return { name, type, value: undefined, owner: 'method', isPrivate: false };
}

/** What takes the value of a chain takes, in part, that of its beginning; an argument's value it does not take. */
function assignedInside(outer: Expression, part: Expression, assigned: CallSite['assignedTo']): CallSite['assignedTo'] {
  if (outer.kind === 'assign' && part === outer.value) {
    const { target } = outer;
    const name = target.kind === 'name' || target.kind === 'select' ? target.name : undefined;
    return name === undefined ? undefined : { name, type: undefined, whole: true };
  }
  if (outer.kind === 'call' && part === outer.target) return assigned && { ...assigned, whole: false };
  if (outer.kind === 'cast' || outer.kind === 'conditional') return assigned;
  return undefined;
}

function isPrivateField(text: string, span: { readonly start: number; readonly end: number }): boolean {
  // The declarator's span may leave out the modifiers before it on its line.
  const from = text.lastIndexOf('\n', span.start) + 1;
  return /\bprivate\b/.test(text.slice(from, span.end).split('=')[0] ?? '');
}

/** How often the file uses a simple name; another variable of that name counts, too. */
export function usesOf(site: CallSite, name: string): number {
  let count = 0;
  eachRecord(site.unit.classes, ({ kind, name: other }) => {
    if ((kind === 'name' || kind === 'select') && other === name) count++;
  });
  return count;
}

/** An argument with the parentheses that are written around it, which its own span leaves out. */
export function argumentSpan({ call, text }: Pick<CallSite, 'call' | 'text'>, index: number): Span {
  const { span } = call.args[index]!;
  const from = call.args[index - 1]?.span.end ?? call.argsSpan.start;
  const to = call.args[index + 1]?.span.start ?? call.argsSpan.end;
  let { start, end } = span;
  for (;;) {
    const before = /\(\s*$/.exec(text.slice(from, start));
    const after = /^\s*\)/.exec(text.slice(end, to));
    if (before === null || after === null) return { start, end };
    start = from + before.index;
    end += after[0].length;
  }
}

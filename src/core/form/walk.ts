/** Walks the neutral form. */
import type { ClassDeclaration, Expression, Statement, SwitchCase, TypeRef } from './form.js';

/** The expressions directly inside an expression, in the order of the source; a lambda's block and an anonymous class are not expressions. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'select':
    case 'methodRef':
      return [expression.target];
    case 'call':
      return expression.target === undefined ? expression.args : [expression.target, ...expression.args];
    case 'new':
      return expression.outer === undefined ? expression.args : [expression.outer, ...expression.args];
    case 'newArray':
      return [...expression.sizes, ...(expression.elements ?? [])];
    case 'lambda':
      return expression.body.kind === 'block' ? [] : [expression.body];
    case 'index':
      return [expression.target, expression.index];
    case 'binary':
      return [expression.left, expression.right];
    case 'unary':
      return [expression.operand];
    case 'conditional':
      return [expression.test, expression.whenTrue, expression.whenFalse];
    case 'assign':
      return [expression.target, expression.value];
    case 'cast':
    case 'instanceof':
      return [expression.value];
    case 'switch':
      return [expression.subject, ...guardsOf(expression.cases)];
    case 'unknown':
      return expression.parts;
    default:
      return [];
  }
}

function guardsOf(cases: readonly SwitchCase[]): readonly Expression[] {
  return cases.flatMap((one) => one.guard ?? []);
}

/** What stands in an expression beside other expressions. */
export function innerOf(expression: Expression): { readonly statements: readonly Statement[]; readonly body?: ClassDeclaration } {
  if (expression.kind === 'lambda') return { statements: expression.body.kind === 'block' ? [expression.body] : [] };
  if (expression.kind === 'switch') return { statements: expression.cases.flatMap((one) => one.body) };
  if (expression.kind === 'new' && expression.body !== undefined) return { statements: [], body: expression.body };
  return { statements: [] };
}

const inCases = (cases: readonly SwitchCase[]): readonly Statement[] => cases.flatMap((one) => one.body);
const given = <T>(item: T | undefined): readonly T[] => (item === undefined ? [] : [item]);

/** The expressions and statements directly inside a statement. */
export function insideOf(statement: Statement): { readonly expressions: readonly Expression[]; readonly statements: readonly Statement[] } {
  switch (statement.kind) {
    case 'block':
      return { expressions: [], statements: statement.statements };
    case 'local':
    case 'return':
    case 'yield':
    case 'throw':
      return { expressions: given(statement.value), statements: [] };
    case 'expression':
      return { expressions: [statement.expression], statements: [] };
    case 'if':
      return { expressions: [statement.test], statements: [statement.whenTrue, ...given(statement.whenFalse)] };
    case 'for':
      return { expressions: [...given(statement.test), ...statement.update], statements: [...statement.init, statement.body] };
    case 'forEach':
      return { expressions: [statement.values], statements: [statement.body] };
    case 'while':
      return { expressions: [statement.test], statements: [statement.body] };
    case 'switch':
      return { expressions: [statement.subject, ...guardsOf(statement.cases)], statements: inCases(statement.cases) };
    case 'try':
      return {
        expressions: [],
        statements: [...statement.resources, statement.body, ...statement.catches.map((one) => one.body), ...given(statement.finallyBody)],
      };
    case 'labeled':
      return { expressions: [], statements: [statement.body] };
    case 'unknown':
      return { expressions: statement.parts, statements: [] };
    default:
      return { expressions: [], statements: [] };
  }
}

/** The types that a class declares above itself: its superclass, then its interfaces. */
export function parentTypes({ superclass, interfaces }: ClassDeclaration): readonly TypeRef[] {
  return superclass === undefined ? interfaces : [superclass, ...interfaces];
}

/** Visits every object of the form within, in an order that is always the same; however deep it is. */
export function eachRecord(root: unknown, visit: (record: Readonly<Record<string, unknown>>) => void): void {
  const open: object[] = [];
  const add = (node: unknown): void => {
    if (typeof node === 'object' && node !== null) open.push(node);
  };
  add(root);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (Array.isArray(node)) {
      for (const item of node) add(item);
      continue;
    }
    const record = node as Readonly<Record<string, unknown>>;
    visit(record);
    for (const key in record) if (key !== 'span' && key !== 'nameSpan') add(record[key]);
  }
}

/** Classes and what they declare, those inside them too. */
export function countMembers(classes: readonly ClassDeclaration[]): number {
  return classes.reduce((before, { components, fields, methods, constructors, enumConstants, classes: inner }) => {
    const own = components.length + fields.length + methods.length + constructors.length + enumConstants.length;
    return before + 1 + own + countMembers(inner);
  }, 0);
}

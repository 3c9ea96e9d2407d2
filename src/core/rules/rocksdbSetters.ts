/** The classes that implement RocksDBConfigSetter, and what they make in native memory. */
import type {
  Block,
  CallExpression,
  ClassDeclaration,
  Expression,
  FieldDeclaration,
  MethodDeclaration,
  NewExpression,
} from '../form/form.js';
import { lastSegment } from '../form/labels.js';
import {
  assignmentsIn,
  callsIn,
  classesOf,
  createdIn,
  localsIn,
  nameOf,
  namesIn,
  typeNameOf,
  unitsWith,
  type ReadCode,
} from './codeRule.js';

export interface Setter {
  readonly file: string;
  readonly declaration: ClassDeclaration;
  /** Called for each store, and each segment of a store of windows. */
  readonly setConfig: MethodDeclaration & { readonly body: Block };
  /** undefined: it has none. */
  readonly close: (MethodDeclaration & { readonly body: Block }) | undefined;
  /** The parameters of type Options. */
  readonly options: string;
}

/** A cache or a manager of write buffers, made for each database that is opened. */
export interface PerStore {
  readonly created: NewExpression;
  /** The instance field that keeps it; undefined: none does. */
  readonly field: string | undefined;
}

const caches = new Set(['LRUCache', 'ClockCache', 'HyperClockCache', 'WriteBufferManager']);
const interfaceName = 'RocksDBConfigSetter';

export function findSetters(code: ReadCode): readonly Setter[] {
  return unitsWith(code, /\bRocksDBConfigSetter\b/).flatMap((unit) =>
    classesOf(unit).flatMap((declaration): Setter[] => {
      if (!declaration.interfaces.some(({ name }) => lastSegment(name) === interfaceName)) return [];
      const setConfig = declaration.methods.find(({ name, params }) => name === 'setConfig' && params.length === 3);
      const close = declaration.methods.find(({ name, params }) => name === 'close' && params.length === 2);
      const options = setConfig?.params[1]?.name;
      if (setConfig === undefined || options === undefined || !hasBody(setConfig) || (close !== undefined && !hasBody(close))) return [];
      return [{ file: unit.file, declaration, setConfig, close, options }];
    }),
  );
}

const hasBody = (method: MethodDeclaration): method is MethodDeclaration & { readonly body: Block } => method.body !== undefined;

export const fieldOf = ({ declaration }: Setter, name: string | undefined): FieldDeclaration | undefined =>
  declaration.fields.find((field) => field.name === name);

/** What the expression is where it is a variable that is set once, where it is declared; else the expression. */
export function valueOf(expression: Expression | undefined, body: Block): Expression | undefined {
  if (expression?.kind !== 'name') return expression;
  const declared = localsIn(body).filter(({ name }) => name === expression.name);
  const isSetAgain = assignmentsIn(body).some(({ target }) => nameOf(target) === expression.name);
  return declared.length === 1 && !isSetAgain ? declared[0]?.value : expression;
}

/** What the setter makes for each database, and nobody else can have: passed on to setters of options only, or kept in a field of the object. */
export function findPerStore(setter: Setter): readonly PerStore[] {
  const { body } = setter.setConfig;
  const ofFields = setter.declaration.fields.flatMap(({ name, isStatic, value }): PerStore[] =>
    !isStatic && value?.kind === 'new' && caches.has(typeNameOf(value)) ? [{ created: value, field: name }] : [],
  );
  const inMethod = createdIn(body).flatMap((created): PerStore[] => {
    if (!caches.has(typeNameOf(created))) return [];
    const assigned = assignmentsIn(body).find(({ value }) => value === created);
    if (assigned !== undefined) {
      const field = fieldOf(setter, nameOf(assigned.target));
      return field === undefined || field.isStatic ? [] : [{ created, field: field.name }];
    }
    const local = localsIn(body).find(({ value }) => value === created)?.name;
    if (local === undefined) return isGivenToOptions(created, body) ? [{ created, field: undefined }] : [];
    const kept = assignmentsIn(body).find(({ value }) => nameOf(value) === local);
    if (kept !== undefined) {
      const field = fieldOf(setter, nameOf(kept.target));
      return field === undefined || field.isStatic ? [] : [{ created, field: field.name }];
    }
    const uses = namesIn(body).filter(({ name }) => name === local);
    return uses.every((use) => isGivenToOptions(use, body)) ? [{ created, field: undefined }] : [];
  });
  return [...ofFields, ...inMethod];
}

/** An argument of `x.setSomething(…)`, or of a manager of write buffers. */
function isGivenToOptions(expression: Expression, body: Block): boolean {
  const isSetter = ({ name, target, args }: CallExpression): boolean =>
    /^set[A-Z]/.test(name) && target !== undefined && args.includes(expression);
  return (
    callsIn(body).some(isSetter) || createdIn(body).some((one) => typeNameOf(one) === 'WriteBufferManager' && one.args.includes(expression))
  );
}

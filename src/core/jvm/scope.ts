/** Local variables, block by block; closures keep their scope alive. */
import type { ClassDeclaration, TypeRef } from '../form/form.js';
import type { JavaType } from './javaTypes.js';
import type { Value } from '../values/values.js';

export interface Cell {
  value: Value;
  readonly type: TypeRef | undefined;
  /** A final variable whose initialiser is a constant expression (JLS §4.12.4). */
  readonly constant: boolean;
  /** Of a variable without a written type: how its type is found. */
  readonly infer?: () => JavaType | undefined;
}

const noCells: ReadonlyMap<string, Cell> = new Map();

export class Scope {
  /** Most blocks declare nothing. */
  private cells: Map<string, Cell> | undefined;

  constructor(private readonly parent?: Scope) {}

  declare(name: string, value: Value, type: TypeRef | undefined, options: { constant?: boolean; infer?: Cell['infer'] } = {}): void {
    const { constant = false, infer } = options;
    this.cells ??= new Map();
    this.cells.set(name, infer === undefined ? { value, type, constant } : { value, type, constant, infer });
  }

  /** The local classes that can be seen here. */
  classes(): ReadonlyMap<string, ClassDeclaration> {
    const found = new Map(this.parent?.classes());
    for (const [key, { value }] of this.own)
      if (key.startsWith('class ') && value.kind === 'class' && value.declaration !== undefined)
        found.set(value.declaration.name, value.declaration);
    return found;
  }

  /** The variables that this block declares. */
  get own(): ReadonlyMap<string, Cell> {
    return this.cells ?? noCells;
  }

  /** The block around; undefined: there is none. */
  get around(): Scope | undefined {
    return this.parent;
  }

  /** The block that declares the name. */
  holder(name: string): Scope | undefined {
    return this.cells?.has(name) === true ? this : this.parent?.holder(name);
  }

  find(name: string): Cell | undefined {
    return this.cells?.get(name) ?? this.parent?.find(name);
  }
}

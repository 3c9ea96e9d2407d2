/** Local variables, block by block; closures keep their scope alive. */
import type { TypeRef } from '../syntax/form.js';
import type { Value } from './values.js';

interface Cell {
  value: Value;
  readonly type: TypeRef | undefined;
}

export class Scope {
  private readonly cells = new Map<string, Cell>();

  constructor(private readonly parent?: Scope) {}

  declare(name: string, value: Value, type: TypeRef | undefined): void {
    this.cells.set(name, { value, type });
  }

  find(name: string): Cell | undefined {
    return this.cells.get(name) ?? this.parent?.find(name);
  }
}

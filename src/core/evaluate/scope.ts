/** Local variables, block by block; closures keep their scope alive. */
import type { TypeRef } from '../syntax/form.js';
import type { Value } from './values.js';

interface Cell {
  value: Value;
  readonly type: TypeRef | undefined;
  /** A final variable whose initialiser is a constant expression (JLS §4.12.4). */
  readonly constant: boolean;
}

export class Scope {
  private readonly cells = new Map<string, Cell>();

  constructor(private readonly parent?: Scope) {}

  declare(name: string, value: Value, type: TypeRef | undefined, constant = false): void {
    this.cells.set(name, { value, type, constant });
  }

  find(name: string): Cell | undefined {
    return this.cells.get(name) ?? this.parent?.find(name);
  }
}

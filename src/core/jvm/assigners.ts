/** Which code assigns to which fields, told by names: at least all that does. */
import type { Block, ClassDeclaration, Expression, MethodDeclaration } from '../form/form.js';
import { eachRecord } from '../form/walk.js';
import { outermost } from './classesAround.js';
import type { Program } from './program.js';

export function createAssigners(): Pick<Program, 'isAssigned' | 'assigners'> {
  const names = new WeakMap<ClassDeclaration, ReadonlySet<string>>();
  const methods = new WeakMap<ClassDeclaration, ReadonlyMap<string, readonly MethodDeclaration[]>>();
  return {
    isAssigned(declaration, field) {
      let known = names.get(declaration);
      if (known === undefined) names.set(declaration, (known = assignedNames([declaration, ...declaration.classes])));
      return known.has(field.name);
    },
    assigners(owner, field) {
      const { declaration } = outermost(owner);
      let known = methods.get(declaration);
      if (known === undefined) methods.set(declaration, (known = methodsThatAssign(declaration)));
      return known.get(field.name) ?? [];
    },
  };
}

/** What the methods of the classes assign to, by its last name. */
function assignedNames(classes: readonly ClassDeclaration[]): ReadonlySet<string> {
  return new Set(classes.flatMap(({ methods }) => methods.flatMap((m) => (m.isAbstract ? [] : assignedIn(m.body)))));
}

/** Of a class and all inside it: by what is assigned. */
function methodsThatAssign(declaration: ClassDeclaration): ReadonlyMap<string, readonly MethodDeclaration[]> {
  const found = new Map<string, MethodDeclaration[]>();
  const visit = ({ methods, constructors, classes }: ClassDeclaration): void => {
    for (const method of [...methods, ...constructors]) {
      if (method.isAbstract) continue;
      for (const name of new Set(assignedIn(method.body))) {
        const known = found.get(name);
        if (known === undefined) found.set(name, [method]);
        else known.push(method);
      }
    }
    classes.forEach(visit);
  };
  visit(declaration);
  return found;
}

function assignedIn(body: Block | undefined): string[] {
  const names: string[] = [];
  eachRecord(body, (record) => {
    const { kind, operator } = record;
    if (kind !== 'assign' && !(kind === 'unary' && (operator === '++' || operator === '--'))) return;
    const target = (record['target'] ?? record['operand']) as Expression;
    if (target.kind === 'name' || target.kind === 'select') names.push(target.name);
  });
  return names;
}

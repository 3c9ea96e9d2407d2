/** Constant expressions (JLS §15.29): what the compiler computes, and interns where it is a text. */
import type { Expression, FieldDeclaration } from '../../../form/form.js';
import type { ClassInfo } from '../../../jvm/program.js';
import type { Frame, Run } from '../../../jvm/run.js';
import { classFrame } from '../../../jvm/frames.js';

const constantType = /^(?:(?:java\.lang\.)?String|boolean|byte|short|char|int|long|float|double)$/;
const constantOperators = new Set('+ - * / % << >> >>> < <= > >= == != & ^ | && ||'.split(' '));

/** False also where it cannot be told. */
export function isConstant(run: Run, expression: Expression, frame: Frame): boolean {
  // Left-nested operators can be thousands deep.
  let e = expression;
  while (e.kind === 'binary') {
    if (!constantOperators.has(e.operator) || !isConstant(run, e.right, frame)) return false;
    e = e.left;
  }
  switch (e.kind) {
    case 'text':
    case 'number':
    case 'char':
    case 'boolean':
      return true;
    case 'unary':
      return e.operator !== '++' && e.operator !== '--' && isConstant(run, e.operand, frame);
    case 'conditional':
      return isConstant(run, e.test, frame) && isConstant(run, e.whenTrue, frame) && isConstant(run, e.whenFalse, frame);
    case 'cast':
      return e.type.dimensions === 0 && constantType.test(e.type.name) && isConstant(run, e.value, frame);
    case 'name': {
      const cell = frame.scope.find(e.name);
      if (cell !== undefined) return cell.constant;
      return isConstantField(run, e.name, frame.owner);
    }
    case 'select':
      return e.target.kind === 'name' && isConstantOf(run, e.target.name, e.name, frame);
    default:
      return false;
  }
}

/** `Type.NAME` */
function isConstantOf(run: Run, className: string, name: string, frame: Frame): boolean {
  if (frame.scope.find(className) !== undefined) return false;
  const reference = run.resolveClass(className, frame.owner);
  return reference?.kind === 'source' && isConstantField(run, name, reference.info);
}

function isConstantField(run: Run, name: string, from: ClassInfo): boolean {
  for (let info: ClassInfo | undefined = from; info !== undefined; info = info.outer) {
    for (const owner of run.program.lineage(info).classes) {
      const field = run.program.declared(owner.declaration).fields.get(name);
      if (field !== undefined) return isConstantVariable(run, field, owner);
    }
  }
  return false;
}

/** A final field of a primitive type or String whose initialiser is a constant expression (JLS §4.12.4). */
export function isConstantVariable(run: Run, field: FieldDeclaration, owner: ClassInfo): boolean {
  if (!field.isFinal || field.value === undefined || field.type.dimensions > 0 || !constantType.test(field.type.name)) return false;
  return run.once(field, () => run.within(owner, () => isConstant(run, field.value!, classFrame(owner))));
}

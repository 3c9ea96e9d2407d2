/** What a class's code sees around the class: the object of the class around, and the variables of the method around (JLS §8.1.3). */
import type { ClassInfo } from './program.js';
import type { Context, Frame, Instance, Run } from './run.js';
import { Scope } from './scope.js';
import { enclosing } from './variables.js';

export const noContext: Context = { outer: undefined, captured: undefined };

function isInner({ declaration, outer }: ClassInfo): boolean {
  if (declaration.kind !== 'class' || declaration.modifiers.includes('static')) return false;
  return outer !== undefined && outer.declaration.kind !== 'interface' && outer.declaration.kind !== 'annotation';
}

/** Of an object that is made where code runs. `outer`: what `outer.new Inner()` names. */
export function contextFor(run: Run, info: ClassInfo, frame: Frame, outer: Instance | undefined): Context {
  if (info.isLocal) return contextOfLocal(info, frame);
  if (!isInner(info)) return { outer: undefined, captured: undefined };
  return { outer: outer ?? enclosingOf(run, info, frame), captured: undefined };
}

/** Local records, enums and interfaces see no variables and no object. */
function contextOfLocal(info: ClassInfo, frame: Frame): Context {
  const none: Context = { outer: undefined, captured: undefined };
  if (!isInner(info)) return none;
  const key = `class ${info.declaration.name}`;
  const here = frame.scope.holder(key);
  if (here !== undefined) return { outer: frame.self, captured: here };
  for (const { context } of enclosing(frame)) {
    const around = context?.captured?.holder(key);
    if (around !== undefined) return { outer: context?.outer, captured: around };
  }
  return none;
}

/** The innermost object around whose class has this one as a member. */
function enclosingOf(run: Run, info: ClassInfo, frame: Frame): Instance | undefined {
  for (const around of enclosing(frame))
    if (info.outer !== undefined && run.program.lineage(around.info).classes.includes(info.outer)) return around.self;
  return undefined;
}

/** Of the superclass part of an object: seen from where its own class stands. */
export function contextOfParent(run: Run, self: Instance, info: ClassInfo, parent: ClassInfo): Context {
  const own = self.contexts.get(info);
  if (info.outer === undefined || own === undefined) return { outer: undefined, captured: undefined };
  const scope = own.captured ?? new Scope();
  return contextFor(run, parent, { scope, owner: info.outer, self: own.outer, depth: 0 }, undefined);
}

/** Objects whose construction was not seen, and the fields of objects. */
import type { Site } from '../../../../base/text.js';
import { Thrown } from '../../../jvm/completion.js';
import { blankInstance, initialise, loseFields, runConstructor } from './construction.js';
import { noContext } from '../../../jvm/contexts.js';
import { readLost } from '../../../jvm/lostFields.js';
import { findAnyField, findField, slotOf } from '../../../jvm/fields.js';
import type { FieldDeclaration } from '../../../form/form.js';
import { boundParameter, isBound, isSetOtherwise } from '../../../jvm/binding.js';
import { isManaged } from '../../../jvm/beans.js';
import { isInjected } from '../../../jvm/injection.js';
import { runContainerMethods } from '../../../jvm/containerMethods.js';
import type { ClassInfo } from '../../../jvm/program.js';
import type { Context, Instance, Run } from '../../../jvm/run.js';
import type { Value } from '../../../values/values.js';
import { isMade, supposeUnchanged } from './contents.js';

/** An instance whose construction was not seen. */
export function assume(run: Run, info: ClassInfo, key: string, site: Site, depth: number): Instance {
  const id = `${info.qualifiedName}|${key}`;
  const known = run.assumed.get(id);
  if (known !== undefined) return known;
  const self = assumeMade(run, info, key, site, depth);
  loseWhatIsChanged(run, self);
  return self;
}

function assumeMade(run: Run, info: ClassInfo, key: string, site: Site, depth: number): Instance {
  run.initialiseClass(info);
  const { outer } = info;
  const isInner = outer?.declaration.kind === 'class' && !info.declaration.modifiers.includes('static');
  const context: Context = isInner ? { outer: assume(run, outer, key, site, depth), captured: undefined } : noContext;
  const self = blankInstance(run, info, context, key);
  run.assumed.set(`${info.qualifiedName}|${key}`, self);
  const constructors = info.declaration.constructors.filter((c) => !c.modifiers.includes('private'));
  const chosen = constructors.length === 1 ? constructors[0]! : constructors.find((c) => c.annotations.some((a) => isInjected(a.name)));
  if (chosen !== undefined && !chosen.compact) {
    const args = run.orphanParameters(chosen.params, info, `${info.qualifiedName}.<init>|${key}`);
    assumeConstructed(run, self, () => runConstructor(run, self, info, args, site, depth), site);
    assumeConstructed(run, self, () => runContainerMethods(run, self, site), site);
    return self;
  }
  if (hasDefaultConstructor(info) && run.program.superOf(info)?.kind === 'source') {
    assumeConstructed(run, self, () => runConstructor(run, self, info, [], site, depth), site);
    return self;
  }
  for (const owner of [...run.program.lineage(info).classes].reverse()) {
    if (owner.declaration.kind === 'interface') continue;
    if (owner !== info) self.contexts.set(owner, noContext);
    assumeConstructed(run, self, () => initialise(run, self, owner, depth), site);
  }
  for (const component of info.declaration.components) {
    const unknown = run.unknown(`${component.name} is given by code that was not seen`, site, {
      key: `field:${key}|${info.qualifiedName}.${component.name}`,
      label: component.name,
    });
    const value = boundParameter(run, info, component, site) ?? unknown;
    self.fields.set(component.name, run.typed(value, component.type, info, site));
  }
  assumeConstructed(run, self, () => runContainerMethods(run, self, site), site);
  return self;
}

/** Every object of such a class was made by it (JLS §8.8.9), and so by the constructor of the superclass without arguments. */
function hasDefaultConstructor({ declaration }: ClassInfo): boolean {
  return declaration.kind === 'class' && declaration.name !== '' && declaration.constructors.length === 0;
}

/** There is an object: where what is assumed makes its constructor throw, something was otherwise, and its fields are not known. */
function assumeConstructed(run: Run, self: Instance, construct: () => void, site: Site): void {
  try {
    construct();
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    for (const { declaration } of run.program.lineage(self.info).classes)
      loseFields(
        run,
        self,
        declaration.fields.filter((f) => !f.isStatic),
        'is set by a constructor that was not followed to its end',
        site,
      );
  }
}

/**
 * Methods of the object may have run before, and changed what its fields hold. As of static fields it is supposed that only those of this
 * run have, and a run that finds it untrue is made anew.
 */
function loseWhatIsChanged(run: Run, self: Instance): void {
  const { classes } = run.program.lineage(self.info);
  for (const owner of classes) {
    if (isBound(owner) || isManaged(owner)) continue;
    for (const field of owner.declaration.fields) {
      if (field.isStatic) continue;
      const held = self.fields.get(slotOf(run.program, self.info, owner, field.name));
      if (held === undefined || !isMade(held)) continue;
      const changers = (field.isPrivate ? [owner] : classes).flatMap((one) => run.program.changers(one, field));
      // Its constructor has run.
      const methods = changers.filter((one) => one.returnType !== undefined);
      supposeUnchanged(run, held, field, owner, methods);
    }
  }
}

/** The field that a name means in `from`, the object's class or a superclass of it; absent: the nearest that the object has. undefined: there is none, or nothing is in it yet. */
export function readField(run: Run, self: Instance, name: string, site: Site, from?: ClassInfo): Value | undefined {
  const field = from === undefined ? findAnyField(run.program, self.info, name) : findField(run.program, from, name);
  if (field === undefined) return readLost(run, self.fields.get(name));
  if (field.isStatic) return run.readStatic(field.owner, name);
  const value = readLost(run, self.fields.get(slotOf(run.program, self.info, field.owner, name)));
  if (value === undefined || !self.assumed || value.kind === 'unknown' || field.declaration === undefined) return value;
  if (self.fields.get(`assigned ${name}`) !== undefined || !mayBeSet(run, self, field.declaration, field.owner)) return value;
  const unknown = run.unknown(`${name} may have been set by code that was not read`, site, {
    key: `field:${self.key ?? ''}|${field.owner.qualifiedName}.${name}`,
    label: name,
  });
  return run.typed(unknown, field.declaration.type, field.owner, site);
}

/** Whether what a field of an assumed object begins with may be another value by now. */
function mayBeSet(run: Run, self: Instance, field: FieldDeclaration, owner: ClassInfo): boolean {
  if (field.isFinal || field.value === undefined) return false;
  if (isBound(owner)) return isSetOtherwise(run, owner, field);
  if (field.annotations.some((a) => isInjected(a.name))) return false;
  if (run.program.isAssigned(owner.declaration, field)) return true;
  // Mappers of JSON and YAML, and code that was not read, set what they reach; nobody does so to what a container's beans keep to themselves, nor to the object that is begun with.
  return self.key !== 'this' && (!isManaged(owner) || !field.isPrivate);
}

/** Gives the value stored, converted to the type of the field. */
export function assignField(run: Run, self: Instance, name: string, value: Value, site: Site, from: ClassInfo): Value {
  const field = findField(run.program, from, name);
  if (field?.isStatic === true) {
    run.assignStatic(field.owner, name, value);
    return value;
  }
  const stored = run.typed(value, field?.type, field?.owner ?? from, site);
  self.fields.set(field === undefined ? name : slotOf(run.program, self.info, field.owner, name), stored);
  if (self.assumed) self.fields.set(`assigned ${name}`, { kind: 'boolean', value: true });
  return stored;
}

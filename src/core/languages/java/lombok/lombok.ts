/**
 * What Lombok writes, as if it stood in the source: it changes the form of the classes before anything reads them, as its annotation
 * processor changes the compiler's. What it writes and we do not is not there, so that calls of it are lost.
 */
import type { ClassDeclaration, FieldDeclaration, Import, MethodDeclaration } from '../../../form/form.js';
import { countMembers } from '../../../form/walk.js';
import { accessors } from './accessors.js';
import { noConfig, readConfig } from './config.js';
import { findLombok, type FindLombok } from './annotations.js';
import { lombokBuilders } from './builders.js';
import { delegatedTypes } from './delegates.js';
import { defaultedFields, lombokConstructors } from './constructors.js';
import { settledFields } from './fields.js';
import { changed } from './forms.js';
import { withNullChecks } from './nullChecks.js';
import { objectMethods } from './objectMethods.js';

/** Of all classes of a file, for each of which Lombok may write several: no file that people write has as many. */
const mostMembers = 10_000;

/** The classes of a file; the same where the file uses nothing of Lombok. */
export function withLombok(
  classes: readonly ClassDeclaration[],
  imports: readonly Import[],
  text: string,
  configs: readonly string[],
): readonly ClassDeclaration[] {
  const find = findLombok(imports, text, configs.length === 0 ? noConfig : readConfig(configs));
  if (find === undefined) return classes;
  const why = find.config.isUnclear
    ? 'depends on a lombok.config that is not followed'
    : countMembers(classes) > mostMembers
      ? `is not followed in a file of more than ${mostMembers} members`
      : undefined;
  return classes.map((declaration) => (why === undefined ? expanded(declaration, [], find) : unclear(declaration, find, why)));
}

/** Lombok writes something, but what is not followed: whatever is not written in the class may be there. */
function unclear(written: ClassDeclaration, find: FindLombok, why: string): ClassDeclaration {
  const parts = [written, ...written.fields, ...written.methods, ...written.constructors];
  const isAsked = parts.some(({ annotations }) => find.isAsked(annotations));
  const classes = written.classes.map((one) => unclear(one, find, why));
  return isAsked ? { ...written, classes, added: `what Lombok writes for ${written.name} ${why}` } : { ...written, classes };
}

function expanded(written: ClassDeclaration, around: readonly ClassDeclaration[], find: FindLombok): ClassDeclaration {
  const inner = written.classes.map((one) => expanded(one, [...around, written], find));
  const isUtility = find(written.annotations, 'UtilityClass') !== undefined;
  const { methods, constructors: writtenConstructors } = withNullChecks(written, find);
  const settled: ClassDeclaration = {
    ...written,
    constructors: writtenConstructors,
    fields: settledFields(written, find),
    methods: isUtility ? methods.map((method) => changed(method, { isStatic: true })) : methods,
    classes: isUtility ? inner.map((one) => ({ ...one, modifiers: [...one.modifiers, 'static'] })) : inner,
  };
  const { constructors, factories } = lombokConstructors(settled, find);
  const builders = lombokBuilders(settled, find);
  const generated = [...accessors(settled, around, find), ...factories, ...builders.flatMap((one) => one.methods)];
  const stands = new Set(settled.methods.map(signatureOf));
  const namesOfBuilders = new Set(builders.map(({ builder }) => builder.name));
  const moved = new Set(defaultedFields(settled, find).map(({ name }) => name));
  const delegates = delegatedTypes(settled, find);
  const withMembers: ClassDeclaration = {
    ...settled,
    ...(delegates.length === 0 ? {} : { added: delegates }),
    fields: settled.fields.map((field) => (moved.has(field.name) && !field.isStatic ? withoutValue(field) : field)),
    constructors: [...settled.constructors, ...constructors, ...builders.flatMap((one) => one.constructors)],
    methods: [...settled.methods, ...generated.filter((method) => !stands.has(signatureOf(method)))],
    classes: [...settled.classes.filter((one) => !namesOfBuilders.has(one.name)), ...builders.map(({ builder }) => builder)],
  };
  return { ...withMembers, methods: [...withMembers.methods, ...objectMethods(withMembers, around, find)] };
}

function withoutValue(field: FieldDeclaration): FieldDeclaration {
  const { value: _, ...others } = Object.getOwnPropertyDescriptors(field);
  return Object.defineProperties({}, others) as FieldDeclaration;
}

/** What is written is not written again. */
function signatureOf({ name, params }: MethodDeclaration): string {
  return `${name}/${params.length}`;
}

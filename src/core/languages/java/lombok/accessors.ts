/** `@Getter`, `@Setter` and `@With`. */
import type { ClassDeclaration, MethodDeclaration } from '../../../form/form.js';
import { accessorNames, stylesIn, type Style } from './accessorNames.js';
import { accessOf, flagArgument, type FindLombok, type LombokName } from './annotations.js';
import { instanceFields, lombokField, type LombokField } from './fields.js';
import { formsAt, ownType, typeNamed } from './forms.js';
import { allFields, checkedParameter, mostParameters } from './constructors.js';

/** `around`: the classes around the class, the innermost last. Those that the class does not have yet: one of the name, in any case of letters and with any parameters, stands in for Lombok's. */
export function accessors(
  declaration: ClassDeclaration,
  around: readonly ClassDeclaration[],
  find: FindLombok,
): readonly MethodDeclaration[] {
  const made: MethodDeclaration[] = [];
  const taken = new Set(declaration.methods.map(({ name }) => name.toLowerCase()));
  const add = (method: MethodDeclaration | undefined, names: readonly string[]): void => {
    if (method !== undefined && names.length > 0 && !names.some((name) => taken.has(name.toLowerCase()))) made.push(method);
  };
  const statics = declaration.fields.filter((field) => field.isStatic);
  const namesOfStatics = new Set(statics.map(({ name }) => name));
  const styleOf = stylesIn(declaration, around, find);
  if (declaration.kind !== 'record')
    for (const field of [...instanceFields(declaration), ...statics.map(lombokField)]) {
      const isStatic = namesOfStatics.has(field.name);
      const style = styleOf(field);
      if (wants(declaration, field, isStatic, ['Getter', 'Data', 'Value'], find))
        add(getter(field, isStatic, style, find), accessorNames('get', field, style));
      if (!field.isFinal && wants(declaration, field, isStatic, ['Setter', 'Data'], find))
        add(setter(declaration, field, isStatic, style, find), accessorNames('set', field, style));
    }
  const all = allFields(declaration, find);
  if (all.length > mostParameters) return made;
  for (const field of instanceFields(declaration)) {
    const isWanted = (['With', 'Wither'] as const).some((name) => wants(declaration, field, false, [name], find));
    const names = accessorNames('with', field, { ...styleOf(field), fluent: false });
    if (isWanted && names.length > 0) add(withChange(declaration, all, field, names[0]!, find), names);
  }
  return made;
}

/** What stands on the field decides; what stands on the class is for the fields of objects. */
function wants(
  declaration: ClassDeclaration,
  field: LombokField,
  isStatic: boolean,
  [own, ...others]: readonly LombokName[],
  find: FindLombok,
): boolean {
  const onField = find(field.annotations, own!);
  if (onField !== undefined) return accessOf(onField) !== 'NONE';
  if (isStatic) return false;
  const onClass = find(declaration.annotations, own!);
  if (onClass !== undefined) return accessOf(onClass) !== 'NONE';
  return others.some((name) => find(declaration.annotations, name) !== undefined);
}

/** One that works its value out when it is first asked (`lazy`) is not followed. */
function getter(field: LombokField, isStatic: boolean, style: Style, find: FindLombok): MethodDeclaration {
  const isLazy = flagArgument(find(field.annotations, 'Getter'), 'lazy') === true;
  const forms = formsAt(field.nameSpan);
  return forms.method({
    name: accessorNames('get', field, style)[0] ?? field.name,
    returnType: field.type,
    modifiers: isStatic ? ['public', 'static'] : ['public'],
    body: () => [
      forms.give(
        isLazy
          ? forms.unknown(`what ${field.name} is when it is first asked is not followed`)
          : isStatic
            ? forms.name(field.name)
            : forms.select(forms.self(), field.name),
      ),
    ],
  });
}

function setter(declaration: ClassDeclaration, field: LombokField, isStatic: boolean, style: Style, find: FindLombok): MethodDeclaration {
  const forms = formsAt(field.nameSpan);
  const isChained = style.chain && !isStatic;
  const value = checkedParameter(field, forms, find);
  const target = forms.select(isStatic ? forms.name(declaration.name) : forms.self(), field.name);
  return forms.method({
    name: accessorNames('set', field, style)[0] ?? field.name,
    params: [forms.parameter(field.name, field.type)],
    returnType: isChained ? ownType(declaration) : typeNamed('void'),
    modifiers: isStatic ? ['public', 'static'] : ['public'],
    body: () => [
      forms.run({ kind: 'assign', operator: '=', target, value, span: field.nameSpan }),
      ...(isChained ? [forms.give(forms.self())] : []),
    ],
  });
}

/** A copy with one field changed, by the constructor that takes all of them. */
function withChange(
  declaration: ClassDeclaration,
  all: readonly LombokField[],
  field: LombokField,
  name: string,
  find: FindLombok,
): MethodDeclaration {
  const forms = formsAt(field.nameSpan);
  const own = forms.select(forms.self(), field.name);
  return forms.method({
    name,
    params: [forms.parameter(field.name, field.type)],
    returnType: ownType(declaration),
    body: () => [
      forms.give(
        forms.conditional(
          forms.binary(own, '==', forms.name(field.name)),
          forms.self(),
          forms.create(
            ownType(declaration),
            all.map((one) => (one.name === field.name ? checkedParameter(field, forms, find) : forms.select(forms.self(), one.name))),
          ),
        ),
      ),
    ],
  });
}

/** `@Getter`, `@Setter`, `@With`, and their names (`@Accessors`). */
import type { ClassDeclaration, MethodDeclaration } from '../../../form/form.js';
import { accessOf, flagArgument, type FindLombok, type LombokName } from './annotations.js';
import { instanceFields, lombokField, type LombokField } from './fields.js';
import { formsAt, ownType, typeNamed } from './forms.js';
import { checkedParameter } from './constructors.js';

interface Style {
  readonly fluent: boolean;
  readonly chain: boolean;
}

/** Those that the class does not have yet: one of the name, in any case of letters and with any parameters, stands in for Lombok's. */
export function accessors(declaration: ClassDeclaration, find: FindLombok): readonly MethodDeclaration[] {
  const made: MethodDeclaration[] = [];
  const taken = new Set(declaration.methods.map(({ name }) => name.toLowerCase()));
  const add = (method: MethodDeclaration | undefined, names: readonly string[]): void => {
    if (method !== undefined && !names.some((name) => taken.has(name.toLowerCase()))) made.push(method);
  };
  const statics = declaration.fields.filter((field) => field.isStatic);
  if (declaration.kind !== 'record')
    for (const field of [...instanceFields(declaration), ...statics.map(lombokField)]) {
      const isStatic = statics.some(({ name }) => name === field.name);
      const style = styleOf(field, declaration, find);
      if (wants(declaration, field, isStatic, ['Getter', 'Data', 'Value'], find))
        add(getter(field, isStatic, style, find), namesOf('get', field, style));
      if (!field.isFinal && wants(declaration, field, isStatic, ['Setter', 'Data'], find))
        add(setter(declaration, field, isStatic, style, find), namesOf('set', field, style));
    }
  for (const field of instanceFields(declaration)) {
    const isWanted = (['With', 'Wither'] as const).some((name) => wants(declaration, field, false, [name], find));
    if (isWanted) add(withChange(declaration, field, find), namesOf('with', field, { fluent: false, chain: false }));
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

function styleOf(field: LombokField, declaration: ClassDeclaration, find: FindLombok): Style {
  const written = find(field.annotations, 'Accessors') ?? find(declaration.annotations, 'Accessors');
  const fluent = flagArgument(written, 'fluent') === true;
  return { fluent, chain: flagArgument(written, 'chain') ?? fluent };
}

/** The first is Lombok's; under the others a method that is written stands in for it, too. */
function namesOf(verb: 'get' | 'set' | 'with', { name, type }: LombokField, { fluent }: Style): readonly string[] {
  const isFlag = type.name === 'boolean' && type.dimensions === 0;
  const plain = isFlag && /^is[^a-z]/.test(name) ? name.slice(2) : name;
  if (fluent) return plain === name ? [name] : [decapitalised(plain), name];
  const capital = plain.charAt(0).toUpperCase() + plain.slice(1);
  if (verb !== 'get') return [`${verb}${capital}`];
  return isFlag ? [`is${capital}`, `get${capital}`] : [`get${capital}`];
}

function decapitalised(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** undefined: it works its value out when it is first asked (`lazy`); that is not followed. */
function getter(field: LombokField, isStatic: boolean, style: Style, find: FindLombok): MethodDeclaration | undefined {
  if (flagArgument(find(field.annotations, 'Getter'), 'lazy') === true) return undefined;
  const forms = formsAt(field.nameSpan);
  return forms.method({
    name: namesOf('get', field, style)[0]!,
    returnType: field.type,
    modifiers: isStatic ? ['public', 'static'] : ['public'],
    body: () => [forms.give(isStatic ? forms.name(field.name) : forms.select(forms.self(), field.name))],
  });
}

function setter(
  declaration: ClassDeclaration,
  field: LombokField,
  isStatic: boolean,
  { fluent, chain }: Style,
  find: FindLombok,
): MethodDeclaration {
  const forms = formsAt(field.nameSpan);
  const isChained = chain && !isStatic;
  const value = checkedParameter(field, forms, find);
  const target = forms.select(isStatic ? forms.name(declaration.name) : forms.self(), field.name);
  return forms.method({
    name: namesOf('set', field, { fluent, chain })[0]!,
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
function withChange(declaration: ClassDeclaration, field: LombokField, find: FindLombok): MethodDeclaration {
  const forms = formsAt(field.nameSpan);
  const own = forms.select(forms.self(), field.name);
  return forms.method({
    name: namesOf('with', field, { fluent: false, chain: false })[0]!,
    params: [forms.parameter(field.name, field.type)],
    returnType: ownType(declaration),
    body: () => [
      forms.give(
        forms.conditional(
          forms.binary(own, '==', forms.name(field.name)),
          forms.self(),
          forms.create(
            ownType(declaration),
            instanceFields(declaration)
              .filter((one) => !one.isFinal || one.initialValue === undefined)
              .map((one) => (one.name === field.name ? checkedParameter(field, forms, find) : forms.select(forms.self(), one.name))),
          ),
        ),
      ),
    ],
  });
}

/** What classes and files declare, by name: each is looked through once, however often names are looked up in it. */
import type { ClassDeclaration, FieldDeclaration, Import, MethodDeclaration, Parameter, SourceUnit } from '../form/form.js';
import { groupBy } from '../../base/groupBy.js';

export interface Declared {
  readonly methods: ReadonlyMap<string, readonly MethodDeclaration[]>;
  readonly fields: ReadonlyMap<string, FieldDeclaration>;
  readonly components: ReadonlyMap<string, Parameter>;
  /** The places of an enum's constants. */
  readonly constants: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<string, ClassDeclaration>;
}

/** Of two of a name, which no compiler takes, the first counts. */
function firstByName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.toReversed().map((one) => [one.name, one]));
}

export function declaredIn({ methods, fields, components, enumConstants, classes }: ClassDeclaration): Declared {
  return {
    methods: groupBy(methods, ({ name }) => name),
    fields: firstByName(fields),
    components: firstByName(components),
    constants: new Map(enumConstants.map(({ name }, i): [string, number] => [name, i]).toReversed()),
    classes: firstByName(classes),
  };
}

/** The imports of a file by the name that they give; under `undefined` those that give all that a package or class has. */
export function importsByName({ imports }: SourceUnit): ReadonlyMap<string | undefined, readonly Import[]> {
  return groupBy(imports, importedName);
}

function importedName({ wildcard, isStatic, member, path }: Import): string | undefined {
  if (wildcard) return undefined;
  return isStatic ? member : path.slice(path.lastIndexOf('.') + 1);
}

/** How Lombok names getters, setters and copies (`@Accessors`). */
import { capitalised } from '../../../../base/capitalised.js';
import type { Annotation, ClassDeclaration } from '../../../form/form.js';
import { argumentOf, flagArgument, textsArgument, type FindLombok } from './annotations.js';
import type { LombokField } from './fields.js';

/** More are not looked at for each field. */
const mostPrefixes = 20;

export interface Style {
  readonly fluent: boolean;
  readonly chain: boolean;
  /** One of them is left out of names; a field that begins with none has no accessors. */
  readonly prefixes: readonly string[];
}

/** Of the fields of a class: what is not said for the field is said for its class, for one around it, or set for the folder. */
export function stylesIn(
  declaration: ClassDeclaration,
  around: readonly ClassDeclaration[],
  find: FindLombok,
): (field: LombokField) => Style {
  const ofClasses = [...around, declaration].toReversed().flatMap(({ annotations }) => find(annotations, 'Accessors') ?? []);
  const usual = toStyle(ofClasses, find);
  return ({ annotations }) => {
    const own = find(annotations, 'Accessors');
    return own === undefined ? usual : toStyle([own, ...ofClasses], find);
  };
}

/** The nearest first. */
function toStyle(written: readonly Annotation[], { config }: FindLombok): Style {
  const flag = (name: string): boolean | undefined =>
    flagArgument(
      written.find((one) => argumentOf(one, name) !== undefined),
      name,
    );
  const prefixes =
    textsArgument(
      written.find((one) => argumentOf(one, 'prefix') !== undefined),
      'prefix',
    ) ?? config.prefixes;
  const fluent = flag('fluent') ?? config.flag('accessors.fluent') ?? false;
  const tooMany = prefixes === 'other' || prefixes.length > mostPrefixes;
  return { fluent, chain: flag('chain') ?? config.flag('accessors.chain') ?? fluent, prefixes: tooMany ? [] : prefixes };
}

/** The first is Lombok's; under the others a method that is written stands in for it, too. None: there is no such accessor. */
export function accessorNames(verb: 'get' | 'set' | 'with', { name, type }: LombokField, { fluent, prefixes }: Style): readonly string[] {
  const whole = withoutPrefix(name, prefixes);
  if (whole === undefined) return [];
  const isFlag = type.name === 'boolean' && type.dimensions === 0;
  const bases = isFlag && /^is[^a-z]/.test(whole) ? [whole.slice(2), whole] : [whole];
  if (fluent) return bases.map((base) => base.charAt(0).toLowerCase() + base.slice(1));
  return bases.flatMap((base) => {
    const capital = capitalised(base);
    return verb === 'get' && isFlag ? [`is${capital}`, `get${capital}`] : [`${verb}${capital}`];
  });
}

function withoutPrefix(name: string, prefixes: readonly string[]): string | undefined {
  if (prefixes.length === 0) return name;
  for (const prefix of prefixes) {
    if (prefix === '') return name;
    const rest = name.slice(prefix.length);
    if (!name.startsWith(prefix) || rest === '' || (/[a-zA-Z]$/.test(prefix) && /^[a-z]/.test(rest))) continue;
    return rest.charAt(0).toLowerCase() + rest.slice(1);
  }
  return undefined;
}

/** Lombok's annotations: which of a file's are Lombok's, and what they are given. */
import type { Annotation, Expression, Import } from '../../../form/form.js';
import { groupBy } from '../../../../base/groupBy.js';
import { lastSegment } from '../../../form/labels.js';
import type { LombokConfig } from './config.js';

/** The annotation under Lombok's name for it, without its package (`Getter`, `Builder.Default`); undefined: there is none. */
export interface FindLombok {
  (annotations: readonly Annotation[], name: LombokName): Annotation | undefined;
  readonly config: LombokConfig;
  /** Whether one of them lets Lombok write something. */
  isAsked(annotations: readonly Annotation[]): boolean;
}

const inLombok = [
  'AllArgsConstructor',
  'Builder',
  'Builder.Default',
  'Builder.ObtainVia',
  'Data',
  'EqualsAndHashCode',
  'EqualsAndHashCode.Exclude',
  'EqualsAndHashCode.Include',
  'Getter',
  'NoArgsConstructor',
  'NonNull',
  'RequiredArgsConstructor',
  'Setter',
  'Singular',
  'ToString',
  'ToString.Exclude',
  'ToString.Include',
  'Value',
  'With',
] as const;
const inExperimental = [
  'Accessors',
  'Delegate',
  'FieldDefaults',
  'NonFinal',
  'PackagePrivate',
  'SuperBuilder',
  'UtilityClass',
  'Wither',
] as const;

export type LombokName = (typeof inLombok)[number] | (typeof inExperimental)[number];

/** undefined: the file uses nothing of Lombok. A name that is imported from elsewhere, such as Spring's `Value`, is not Lombok's. */
export function findLombok(imports: readonly Import[], text: string, config: LombokConfig): FindLombok | undefined {
  if (!text.includes('lombok')) return undefined;
  const named = new Map<string, string>();
  for (const { path, isStatic, wildcard } of imports) if (!isStatic && !wildcard) named.set(lastSegment(path), path);
  const wildcards = new Set(imports.filter((i) => i.wildcard && !i.isStatic).map((i) => i.path));

  function lombokName({ name }: Annotation): string | undefined {
    if (name.startsWith('lombok.')) return withoutPackage(name);
    const [head = '', ...inner] = name.split('.');
    const imported = named.get(head);
    if (imported !== undefined) return imported.startsWith('lombok.') ? withoutPackage([imported, ...inner].join('.')) : undefined;
    const isThere =
      (wildcards.has('lombok') && isOneOf(inLombok, head)) || (wildcards.has('lombok.experimental') && isOneOf(inExperimental, head));
    return isThere ? name : undefined;
  }

  const byName = new WeakMap<readonly Annotation[], ReadonlyMap<string | undefined, readonly Annotation[]>>();
  const find = (annotations: readonly Annotation[], name: LombokName): Annotation | undefined => {
    let known = byName.get(annotations);
    if (known === undefined) byName.set(annotations, (known = groupBy(annotations, lombokName)));
    return known.get(name)?.[0];
  };
  const isAsked = (annotations: readonly Annotation[]): boolean =>
    annotations.some((annotation) => {
      const name = lombokName(annotation);
      return name !== undefined && (isOneOf(inLombok, name) || isOneOf(inExperimental, name));
    });
  return Object.assign(find, { config, isAsked });
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

/** Of a dotted name, from the first segment that begins with a capital. */
function withoutPackage(name: string): string {
  const segments = name.split('.');
  return segments
    .slice(
      Math.max(
        0,
        segments.findIndex((segment) => /^[A-Z]/.test(segment)),
      ),
    )
    .join('.');
}

export function argumentOf(annotation: Annotation | undefined, name: string): Expression | undefined {
  return annotation?.args.find((arg) => arg.name === name)?.value;
}

/** One text, or a list of them; undefined: not given. 'other': what it is is not followed. */
export function textsArgument(annotation: Annotation | undefined, name: string): readonly string[] | 'other' | undefined {
  const value = argumentOf(annotation, name);
  if (value === undefined) return undefined;
  const texts = (value.kind === 'newArray' ? (value.elements ?? []) : [value]).map((one) => (one.kind === 'text' ? one.value : undefined));
  return texts.every((one) => one !== undefined) ? texts : 'other';
}

export function textArgument(annotation: Annotation | undefined, name: string): string | undefined {
  const value = argumentOf(annotation, name);
  return value?.kind === 'text' && value.value !== '' ? value.value : undefined;
}

/** undefined: not given. */
export function flagArgument(annotation: Annotation | undefined, name: string): boolean | undefined {
  const value = argumentOf(annotation, name);
  return value?.kind === 'boolean' ? value.value : undefined;
}

/** The level of access that an annotation gives; undefined: none, public. */
export function accessOf(annotation: Annotation | undefined, argument = 'value'): string | undefined {
  const value = argumentOf(annotation, argument);
  return value?.kind === 'select' || value?.kind === 'name' ? value.name : undefined;
}

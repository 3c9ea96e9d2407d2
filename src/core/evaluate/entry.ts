/** What code can be started from or called, and what it does with names. */
import type { FieldDeclaration, MethodDeclaration } from '../form/form.js';
import { wordsIn } from '../form/words.js';
import type { ClassInfo } from '../jvm/program.js';

export const builderType =
  /^(?:org\.apache\.kafka\.streams\.)?(?:StreamsBuilder|Topology)$|^(?:StreamsBuilderX|TopologyBuilder|ConfiguredStreamBuilder)$/;

/** A method (or field initialiser) to start from. */
export interface Entry {
  readonly owner: ClassInfo;
  readonly member:
    | { readonly kind: 'method'; readonly method: MethodDeclaration }
    | { readonly kind: 'field'; readonly field: FieldDeclaration };
}

export interface Member extends Entry {
  readonly text: string;
  readonly name: string;
}

/** What the code of a member does with names. */
export interface Uses {
  /** Methods that it calls, each with the numbers of arguments; `undefined` among them where it refers to one. */
  readonly called: ReadonlyMap<string, ReadonlySet<number | undefined>>;
  /** Classes that it makes objects of, by their simple names. */
  readonly made: ReadonlySet<string>;
  readonly makesBuilder: boolean;
  /** It has a builder in a variable of its own, whoever made it. */
  readonly holdsBuilder: boolean;
  /** Variables and fields that it names. */
  readonly named: ReadonlySet<string>;
  /** Fields of other objects that it names. */
  readonly selected: ReadonlySet<string>;
  /** Part of it could not be read, and may use anything. */
  readonly isBroken: boolean;
}

export function sameEntry(a: Entry, b: Entry): boolean {
  return codeOf(a) === codeOf(b);
}

/** What tells entries apart. */
export function codeOf({ member }: Entry): MethodDeclaration | FieldDeclaration {
  return member.kind === 'method' ? member.method : member.field;
}

/** Builds on what a caller gives it. */
export function takesBuilder({ member }: Entry): boolean {
  return (
    member.kind === 'method' &&
    member.method.params.some((p) => p.type !== undefined && builderType.test(p.type.name) && p.type.dimensions === 0)
  );
}

/** A first look at a text: bodies are read where it may be so only. */
export function mentioningOneOf(names: readonly string[]): (text: string) => boolean {
  if (names.length === 0) return () => false;
  const words = new Set(names);
  return (text) => wordsIn(text).some((word) => words.has(word));
}

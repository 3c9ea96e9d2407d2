/** How a language writes what a fix adds. */
import type { TextEdit } from '../../base/edits.js';
import type { Expression, SourceUnit, TypeRef } from '../form/form.js';
import type { CallSite } from './callSite.js';
import type { Addition } from './chained.js';
import type { SettingsType } from '../operators/operator.js';

export interface Writer {
  /** A literal. */
  text(value: string): string;
  /** A function of two parameters that does nothing. */
  ignoring(first: string, second: string): string;
  statement(expression: string): string;
  /** A text and a literal behind it, as one expression. */
  concatenation(text: string, literal: string): string;
  /** `Owner.<A, B>method(a, b)`; without an owner as it goes on behind one. */
  factory(owner: string, method: string, types: readonly string[], args: readonly string[]): string;
  /** undefined: it cannot be written out. */
  type(type: TypeRef): string | undefined;
  /** The type that a serde is for, as it can be written in the file, or with its package where it may not be imported; undefined: not to be told. */
  serdeType(site: CallSite, serde: Expression): string | undefined;
  /** A function of the call's file that takes a name and two serdes and gives a Materialized, whose types the compiler infers; undefined: it can have none. */
  materializing(site: CallSite, imports: Imports): string | undefined;
  /** The same, that takes a configuration object and the arguments of calls behind it, and gives what these give. */
  changing(site: CallSite, imports: Imports, type: SettingsType, additions: readonly Addition[]): string | undefined;
  imports(unit: SourceUnit, text: string): Imports;
  /** The texts go before the argument at `index`, or behind the last one. */
  insertArguments(site: CallSite, index: number, added: readonly string[]): TextEdit;
}

/** What an edit needs elsewhere in its file: import declarations and functions. */
export interface Imports {
  /** How the class can be written in this file: by its simple name, which is imported where it is not yet, or in full where the name means another class. */
  nameOf(qualifiedName: string): string;
  /** Text that is inserted once, whatever number of calls need it. */
  insert(at: number, text: string): void;
  edits(): TextEdit[];
}

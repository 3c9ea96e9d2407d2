/** Values of the abstract interpreter. What is not known is a value too, and says why. */
import type { Site } from '../../base/text.js';
import type { ClassDeclaration, TypeRef } from '../syntax/form.js';

export type Value =
  | TextValue
  | NumberValue
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'void' }
  | UnknownValue
  | ListValue
  | MapValue
  | { readonly kind: 'duration'; readonly milliseconds: number }
  | { readonly kind: 'pair'; readonly key: Value; readonly value: Value }
  | { readonly kind: 'optional'; readonly value: Value | undefined }
  | ObjectValue
  | ThrowableValue
  | FunctionValue
  | ClassValue
  | { readonly kind: 'serde'; readonly name: string } // Serdes.String() → "Serdes.String"; a library or user serde → its class name
  | { readonly kind: 'dsl'; readonly object: DslObject }
  | { readonly kind: 'native'; readonly type: string; readonly state: unknown }; // StringBuilder, java.util.stream …: the evaluator's own

/** A class: what a name before a dot means, and, where `object`, the `Class` of it that code can hold. */
export interface ClassValue {
  readonly kind: 'class';
  /** Qualified and dotted, where it is known. */
  readonly name: string;
  /** Of a class in the sources. */
  readonly declaration?: ClassDeclaration;
  readonly object?: true;
}

/** A String. */
export interface TextValue {
  readonly kind: 'text';
  /** May hold holes: see holes.ts. */
  readonly text: string;
  /**
   * What `==` can tell of it: a constant expression's text is the one interned object (JLS §3.10.5), a `fresh` one was made as this
   * program ran and is no other. Absent: not known.
   */
  readonly identity?: 'constant' | 'fresh';
}

export type NumberType = 'byte' | 'short' | 'char' | 'int' | 'long' | 'float' | 'double';

/**
 * A number as Java has it; a char is one, of a UTF-16 code unit. `value` is always one that the type has.
 * `boxed`: an object (Integer …) that this program made, the same where it is the same value here. Absent: a primitive value, or
 * a box of which nothing more is known.
 */
export type NumberValue =
  | { readonly kind: 'number'; readonly type: Exclude<NumberType, 'long'>; readonly value: number; readonly boxed?: true }
  | { readonly kind: 'number'; readonly type: 'long'; readonly value: bigint; readonly boxed?: true };

/** Not known. Two unknowns with one key are the same value (a pure getter called twice). */
export interface UnknownValue {
  readonly kind: 'unknown';
  readonly reason: string;
  readonly site: Site;
  readonly key: string;
  /** How a person would call it, e.g. the parameter's or property's name. */
  readonly label: string;
  readonly type?: TypeRef;
}

/** A list, set or array. Mutable, shared by reference like Java's. `open`: it may hold more than is known. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: Value[];
  open: boolean;
  /** Of an array: what is stored in it is converted to this type. Absent: not known, or no array. */
  readonly element?: ElementType;
}

export type ElementType = NumberType | 'boolean' | 'reference';

/** A map or Properties. Keys are the text of the key. `open`: it may hold more, or other, entries than is known. */
export interface MapValue {
  readonly kind: 'map';
  readonly entries: Map<string, Value>;
  open: boolean;
  /** Of an open map: the key that its unknown entries derive theirs from. */
  readonly key?: string;
}

/** An instance of a class in the analysed sources, or of an anonymous class. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly declaration: ClassDeclaration;
  readonly fields: Map<string, Value>;
  /** Of an instance of a class that extends one of the JDK's throwables; set when its constructor has called that of the superclass. */
  throwable?: ThrowableState;
}

/** An instance of one of the JDK's exceptions or errors. */
export interface ThrowableValue {
  readonly kind: 'throwable';
  /** Qualified; one that throwables.ts knows. */
  readonly type: string;
  readonly state: ThrowableState;
}

/** What every Throwable holds. Mutable, shared by reference like Java's. */
export interface ThrowableState {
  /** A text, null, or not known. */
  message: Value;
  cause: Value;
  readonly suppressed: Value[];
}

/** A lambda, a method reference: something that can be called at build time through `Host.invoke`. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly site: Site;
}

/** A thing of the Streams API: StreamsBuilder, KStream, Materialized … Only core/dsl looks inside. */
export interface DslObject {
  /** Kafka's simple class name: `KStream`, `Materialized`, `StreamsBuilder` … */
  readonly type: string;
}

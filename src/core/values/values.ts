/** Values of the abstract interpreter. What is not known is a value too, and says why. */
import type { Site } from '../../base/text.js';
import type { ClassDeclaration, TypeRef } from '../form/form.js';

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
  | PairValue
  | { readonly kind: 'optional'; readonly value: Value | undefined; readonly of?: 'int' | 'long' | 'double' } // of: OptionalInt …
  | ObjectValue
  | ThrowableValue
  | FunctionValue
  | ClassValue
  | { readonly kind: 'serde'; readonly name: string } // Serdes.String() → "Serdes.String"; a library or user serde → its class name
  | { readonly kind: 'dsl'; readonly object: DslObject }
  | NativeValue;

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
  /** An operator made it: it is no null. */
  readonly isComputed?: true;
  /** A setting of the environment, which is taken not to be set where the code says what counts then. */
  readonly unset?: Unset;
}

export interface Unset {
  /** What is taken for granted then, as a sentence. */
  readonly assumption: string;
  /** What it is where it is not set. */
  readonly value: Extract<Value, { readonly kind: 'null' | 'number' }>;
  /** Of a condition: what it gives then. */
  readonly gives?: boolean;
}

/** Why a value that code can change is no longer known, and where the first thing was that could not be followed. */
export interface Loss {
  readonly reason: string;
  readonly site: Site;
}

/** The collections of the JDK that are told apart: they differ in what may be changed, in nulls and duplicates, and in their order. */
export type ListType =
  | 'ArrayList'
  | 'LinkedList'
  | 'ArrayDeque'
  | 'Stack' // and Vector, which has less
  | 'PriorityQueue'
  | 'List.of'
  | 'Arrays.asList'
  | 'subList'
  | 'unmodifiable'
  | 'unmodifiableCollection'
  | 'fixed' // of Collections: emptyList, emptySet, singleton, singletonList, nCopies
  | 'HashSet'
  | 'LinkedHashSet'
  | 'TreeSet'
  | 'EnumSet'
  | 'Set.of'
  | 'keySet'
  | 'values'
  | 'entrySet';

/**
 * An array, or a list, set or queue. Mutable, shared by reference like Java's. `open`: it may hold more, or other, than is known.
 * Only an array's items may be written to directly; all else is changed by `library/elements.ts`, as it may be a view of another.
 */
export interface ListValue {
  readonly kind: 'list';
  /** In the order in which Java goes through them; in some order where `unordered`. */
  readonly items: Value[];
  open: boolean;
  /** undefined: an array. */
  readonly type?: ListType;
  /** Of an array: what is stored in it is converted to this type. Absent: not known, or no array. */
  readonly element?: ElementType;
  /** Java fixes no order for what it holds, or not one that can be computed. */
  unordered?: boolean;
  /** Of a view: what it shows. */
  readonly view?: ListView;
  /** Of one that nobody was seen to make, and that may be null: what tells it from others. */
  readonly given?: string;
  /** What `main` is given. */
  readonly arguments?: true;
  /** Of a PriorityQueue: undefined for the natural order. */
  readonly comparator?: Value;
  /** It is a class of java.util.concurrent: its iterators go on when it changes. */
  readonly isConcurrent?: true;
  /** Why it is open, where something that was not followed could change it. */
  loss?: Loss;
  /** Counts changes of its size, as `modCount` does. */
  changes?: number;
}

export type ElementType = NumberType | 'boolean' | 'reference';

export type ListView =
  | { readonly of: 'list'; readonly list: ListValue } // the same elements: unmodifiable or of a fixed size
  | { readonly of: 'part'; readonly list: ListValue; readonly from: number; to: number; expected: number } // expected: changes of the list
  | { readonly of: 'map'; readonly map: MapValue };

/** The maps of the JDK that are told apart, by the order in which they are gone through; `Map.of` has none. */
export type MapType =
  | 'HashMap'
  | 'LinkedHashMap'
  | 'TreeMap'
  | 'EnumMap'
  | 'ConcurrentHashMap'
  | 'IdentityHashMap'
  | 'Properties'
  | 'Map.of'
  | 'unmodifiable'
  | 'partition'
  | 'range' // a part of a TreeMap, or the other way round
  | 'fixed'; // of Collections: emptyMap, singletonMap

/** A map or Properties, by the identities of its keys (see maps.ts), in order of insertion. `open`: it may hold more, or other, entries than is known. */
export interface MapValue {
  readonly kind: 'map';
  readonly entries: Map<string, MapEntry>;
  open: boolean;
  /** Of an open map: the key that its unknown entries derive theirs from. */
  readonly key?: string;
  /** Of one that nobody was seen to make, and that may be null: what tells it from others. */
  readonly given?: string;
  /** undefined: what kind of map it is, is not known, nor then its order. */
  readonly type?: MapType;
  /** Of a hash map: how its table grew. */
  readonly table?: HashTable;
  /** Of a sorted map: undefined for the natural order. */
  readonly comparator?: Value;
  /** Of a LinkedHashMap: what is read goes to the end. */
  readonly byAccess?: boolean;
  /** Of a sorted map: it is a ConcurrentSkipListMap. */
  readonly isConcurrent?: true;
  /** Of an unmodifiable view: the map that it shows, whose entries these are. */
  readonly shows?: MapValue;
  /** Of Properties: what `getProperty` falls back to. */
  readonly defaults?: MapValue;
  /** Of a LinkedHashMap: in which order its entries were put is not known. */
  shuffled?: boolean;
  /** Some key is not wholly known: it may be any other. */
  uncertain?: boolean;
  loss?: Loss;
  changes?: number;
  /** Counts values that were set. */
  writes?: number;
}

/** The table of a HashMap or ConcurrentHashMap; see library/hashTable.ts. */
export interface HashTable {
  /** 0: not made yet. */
  capacity: number;
  /** The size above which it grows; before the table is made: its first capacity, 0 for the usual one. */
  threshold: number;
  /** The order inside the table can no longer be told (trees of colliding keys, keys without a fixed hash). */
  blurred: boolean;
  /** Keys of one bucket may stand in any order. */
  mixed: boolean;
  /** How many keys each bucket holds. */
  readonly buckets: Map<number, number>;
}

/** A Map.Entry or a KeyValue. */
export interface PairValue {
  readonly kind: 'pair';
  readonly key: Value;
  value: Value;
  /** Of a Map.Entry: whether its value can be set. undefined: a KeyValue. */
  readonly live?: boolean;
}

export interface MapEntry extends PairValue {
  /** Under which the map has it. */
  readonly id: string;
  /** Object#hashCode of the key; undefined: Java does not fix it. */
  readonly hash: number | undefined;
  /** Where it stands among the keys of its bucket: of smaller numbers first. */
  readonly place: number;
  /** When its value was set: of a key that is not known, only what was set before may have been replaced. */
  written: number;
}

/** What the evaluator itself keeps for objects of the JDK that are neither texts nor collections. */
export type NativeValue = { readonly kind: 'native' } & (
  | { readonly type: 'StringBuilder'; readonly state: BuilderState }
  | { readonly type: 'StringJoiner'; readonly state: JoinerState }
  | { readonly type: 'atomic'; readonly state: AtomicState }
  | { readonly type: 'flow'; readonly state: FlowState }
  | { readonly type: 'iterator'; readonly state: IteratorState }
  | { readonly type: 'collector'; readonly state: { readonly name: string; readonly args: readonly Value[] } }
  | { readonly type: 'function'; readonly state: { readonly name: string; readonly args: readonly Value[] } }
  | { readonly type: 'matcher'; readonly state: MatcherState }
  | { readonly type: 'Pattern'; readonly state: { readonly pattern: string; readonly flags: number | undefined } }
  | { readonly type: 'locale'; readonly state: { readonly name: string } } // one in which numbers are written as in English
  | { readonly type: 'file'; readonly state: { readonly path: string } }
  | { readonly type: 'lightbendConfig'; readonly state: { readonly prefix: string } } // of paths; empty or ends with a dot
  | { readonly type: 'timeUnit'; readonly state: { readonly milliseconds: number } }
);

/** `loss`: its text is not known, whatever is done to it afterwards. */
export interface BuilderState {
  text: string;
  loss?: Loss;
}

/** AtomicInteger, AtomicLong, AtomicBoolean or AtomicReference. */
export interface AtomicState {
  readonly of: 'int' | 'long' | 'boolean' | 'object';
  value: Value;
  loss?: Loss;
}

export interface JoinerState {
  readonly separator: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly parts: string[];
  empty: string | undefined;
  loss?: Loss;
}

/** A java.util.regex.Matcher over a text that does not change. */
export interface MatcherState {
  readonly pattern: string;
  readonly ignoreCase: boolean;
  readonly text: string;
  /** Where the next search begins. */
  from: number;
  /** By group, of the last match; undefined: there is none. */
  groups: readonly ({ readonly start: number; readonly end: number } | undefined)[] | undefined;
  loss?: Loss;
}

/** A java.util.stream pipeline: nothing runs before its terminal operation. */
export interface FlowState {
  readonly source: FlowSource;
  readonly steps: readonly FlowStep[];
  /** What its elements are: `Stream`, or a stream of primitives. */
  readonly of: 'object' | 'int' | 'long' | 'double';
  /** Something was done with it: a stream can be used once. */
  used?: boolean;
  loss?: Loss;
}

export type FlowSource =
  | { readonly kind: 'elements'; readonly list: ListValue }
  | { readonly kind: 'iterate'; readonly start: Value; readonly test: Value | undefined; readonly next: Value }
  | { readonly kind: 'generate'; readonly supplier: Value }
  | { readonly kind: 'concat'; readonly first: FlowState; readonly second: FlowState };

export interface FlowStep {
  readonly operation: 'map' | 'filter' | 'peek' | 'flatMap' | 'sorted' | 'distinct' | 'limit' | 'skip' | 'takeWhile' | 'dropWhile';
  readonly argument: Value | undefined;
  /** Of the elements that come out. */
  readonly to: FlowState['of'];
}

/** How an iterator meets a change of its collection that is not its own. */
export type Going =
  | 'refuses' // throws a ConcurrentModificationException
  | 'inHand' // has its next element already, and goes on behind it
  | 'live' // looks for its next element when it is asked
  | 'copied' // goes through what was there when it was made
  | 'unclear';

export interface IteratorState {
  readonly list: ListValue;
  readonly going: Going;
  /** Unless it refuses: the elements when it last looked, and the size of the table that holds them. */
  seen: { readonly items: readonly Value[]; readonly capacity: number | undefined } | undefined;
  /** Unless it refuses: what it gave last. */
  given?: Value;
  /** Of one that has its next element in hand: what it is. */
  hand?: Value | undefined;
  /** It goes through a copy: what it would take out is not followed. */
  readonly isCopy?: true;
  cursor: number;
  last: number;
  expected: number;
  /** Of an iterator that has found the next element before it is asked for, as those of maps: how many it will give. */
  ahead?: number;
  loss?: Loss;
}

/** An instance of a class in the analysed sources, or of an anonymous class. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly declaration: ClassDeclaration;
  readonly fields: Map<string, Value>;
  /** Of an instance of a class that extends one of the JDK's throwables; set when its constructor has called that of the superclass. */
  throwable?: ThrowableState;
  /** Of an instance of a class that extends one of Kafka's: the builder or topology that it is; set by the constructor of that. */
  kafka?: DslObject;
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
  /** Its cause was given when it was made, be it null, and no other can be set; undefined: not known. */
  readonly hasCause: boolean | undefined;
  readonly suppressed: Value[];
  /** Why its cause and what is suppressed may be others than these. */
  loss?: Loss;
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

/**
 * The neutral form: what the evaluator reads, whatever the language was. Nothing of Kafka in here, no syntax nodes.
 * Spans are UTF-16 offsets into the file's text. Broken source gives `unknown` expressions and statements, and what is readable beside them.
 */
import type { Span } from '../../base/text.js';

export type LanguageId = 'java' | 'kotlin' | 'scala';

/** A type as written. `name` is dotted as in the source, without type arguments; arrays count `dimensions`. */
export interface TypeRef {
  readonly name: string;
  readonly args: readonly TypeRef[];
  readonly dimensions: number;
}

export type Expression =
  | { readonly kind: 'text'; readonly value: string; readonly span: Span } // string literal or text block, escapes resolved
  | { readonly kind: 'number'; readonly type: 'int' | 'float' | 'double'; readonly value: number; readonly span: Span } // any radix; 2147483648 stands after a minus only
  | { readonly kind: 'number'; readonly type: 'long'; readonly value: bigint; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'char'; readonly value: string; readonly span: Span } // one UTF-16 code unit
  | { readonly kind: 'null'; readonly span: Span }
  | { readonly kind: 'this'; readonly qualifier?: string; readonly span: Span } // `Outer.this` has a qualifier
  | { readonly kind: 'super'; readonly qualifier?: string; readonly span: Span }
  | { readonly kind: 'name'; readonly name: string; readonly span: Span } // a simple name: local, field, class or package
  | { readonly kind: 'select'; readonly target: Expression; readonly name: string; readonly nameSpan: Span; readonly span: Span }
  | CallExpression
  | NewExpression
  | {
      readonly kind: 'newArray';
      readonly type: TypeRef;
      readonly sizes: readonly Expression[];
      readonly elements?: readonly Expression[];
      readonly span: Span;
    } // also `{a, b}` initialisers
  | LambdaExpression
  | {
      readonly kind: 'methodRef';
      readonly target: Expression;
      /** `new` for constructors. */
      readonly name: string;
      /** `int[]::new`; the target is then nothing. */
      readonly arrayType?: TypeRef;
      readonly span: Span;
    }
  | { readonly kind: 'classLiteral'; readonly type: TypeRef; readonly span: Span }
  | { readonly kind: 'index'; readonly target: Expression; readonly index: Expression; readonly span: Span }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression; readonly span: Span }
  | { readonly kind: 'unary'; readonly operator: string; readonly prefix: boolean; readonly operand: Expression; readonly span: Span } // ! - + ~ ++ --
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly whenTrue: Expression;
      readonly whenFalse: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'assign'; readonly operator: string; readonly target: Expression; readonly value: Expression; readonly span: Span } // = += …
  | { readonly kind: 'cast'; readonly type: TypeRef; readonly value: Expression; readonly span: Span }
  | { readonly kind: 'instanceof'; readonly value: Expression; readonly pattern: Pattern; readonly span: Span }
  | { readonly kind: 'switch'; readonly subject: Expression; readonly cases: readonly SwitchCase[]; readonly span: Span } // switch used as a value
  // parts: readable expressions inside, in order; isPure: all that is not known of it is its value
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      readonly parts: readonly Expression[];
      readonly isPure?: true;
      readonly span: Span;
    };

export interface CallExpression {
  readonly kind: 'call';
  /** Absent for a call by simple name. */
  readonly target?: Expression;
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
  /** Between the parentheses, parentheses excluded: where an argument can be inserted. */
  readonly argsSpan: Span;
  readonly typeArgs: readonly TypeRef[];
  readonly span: Span;
}

export interface NewExpression {
  readonly kind: 'new';
  readonly type: TypeRef;
  readonly typeSpan: Span;
  /** `outer.new Inner()` */
  readonly outer?: Expression;
  readonly args: readonly Expression[];
  readonly argsSpan: Span;
  /** An anonymous class's body. */
  readonly body?: ClassDeclaration;
  readonly span: Span;
}

export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly params: readonly Parameter[];
  readonly body: Expression | Block;
  readonly span: Span;
}

export interface TypeParameter {
  readonly name: string;
  /** The first of its bounds; absent: Object. */
  readonly bound?: TypeRef;
}

export interface Parameter {
  readonly name: string;
  /** Absent for an untyped lambda parameter; `var` counts as absent. */
  readonly type?: TypeRef;
  readonly varargs: boolean;
  readonly annotations: readonly Annotation[];
  readonly span: Span;
}

/** What a value is compared with, and taken apart by (JLS §14.30). */
export type Pattern =
  /** Absent type: `var`, or `_`, which any value fits. Absent binding: a plain `instanceof`, or `_`. */
  | { readonly kind: 'type'; readonly type?: TypeRef; readonly binding?: string; readonly span: Span }
  | { readonly kind: 'record'; readonly type: TypeRef; readonly parts: readonly Pattern[]; readonly span: Span };

export interface SwitchCase {
  /** Constants; empty for `default` alone, and where the case has a pattern. */
  readonly labels: readonly Expression[];
  readonly pattern?: Pattern;
  /** `when` */
  readonly guard?: Expression;
  readonly isDefault: boolean;
  /** `case x ->`: no fall-through. */
  readonly arrow: boolean;
  readonly body: readonly Statement[]; // an arrow with an expression is one `yield` (switch expression) or `expression` statement
  readonly span: Span;
}

export interface Block {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
  readonly span: Span;
}

export type Statement =
  | Block
  | {
      readonly kind: 'local';
      readonly name: string;
      readonly nameSpan: Span;
      readonly type?: TypeRef;
      readonly isFinal: boolean;
      readonly value?: Expression;
      readonly span: Span;
    } // one per declarator; `var` has no type
  | { readonly kind: 'expression'; readonly expression: Expression; readonly span: Span }
  | { readonly kind: 'if'; readonly test: Expression; readonly whenTrue: Statement; readonly whenFalse?: Statement; readonly span: Span }
  | {
      readonly kind: 'for';
      readonly init: readonly Statement[];
      readonly test?: Expression;
      readonly update: readonly Expression[];
      readonly body: Statement;
      readonly span: Span;
    }
  | { readonly kind: 'forEach'; readonly variable: Parameter; readonly values: Expression; readonly body: Statement; readonly span: Span }
  | { readonly kind: 'while'; readonly test: Expression; readonly body: Statement; readonly testFirst: boolean; readonly span: Span } // testFirst false: do … while
  | { readonly kind: 'switch'; readonly subject: Expression; readonly cases: readonly SwitchCase[]; readonly span: Span }
  | { readonly kind: 'return' | 'yield' | 'throw'; readonly value?: Expression; readonly span: Span }
  | { readonly kind: 'break' | 'continue'; readonly label?: string; readonly span: Span }
  | {
      readonly kind: 'try';
      readonly resources: readonly Statement[];
      readonly body: Block;
      readonly catches: readonly CatchClause[];
      readonly finallyBody?: Block;
      readonly span: Span;
    }
  | { readonly kind: 'labeled'; readonly label: string; readonly body: Statement; readonly span: Span }
  | { readonly kind: 'class'; readonly declaration: ClassDeclaration; readonly span: Span }
  | { readonly kind: 'empty'; readonly span: Span }
  | { readonly kind: 'unknown'; readonly reason: string; readonly parts: readonly Expression[]; readonly span: Span };

export interface CatchClause {
  /** Without a type where it takes one of several. */
  readonly parameter: Parameter;
  /** What it takes, as written: one, or several with `|` between them. */
  readonly types: readonly TypeRef[];
  readonly body: Block;
}

export interface Annotation {
  /** As written, without `@`. */
  readonly name: string;
  /** Named arguments; a single unnamed one is called `value`. */
  readonly args: readonly { readonly name: string; readonly value: Expression }[];
  readonly span: Span;
}

export interface ClassDeclaration {
  readonly kind: 'class' | 'interface' | 'enum' | 'record' | 'annotation';
  /** Simple name; empty for an anonymous class. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly modifiers: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly typeParameters: readonly TypeParameter[];
  readonly superclass?: TypeRef;
  readonly interfaces: readonly TypeRef[];
  /** Record components, which are also fields and accessors. */
  readonly components: readonly Parameter[];
  readonly enumConstants: readonly EnumConstant[];
  readonly fields: readonly FieldDeclaration[];
  readonly methods: readonly MethodDeclaration[];
  readonly constructors: readonly MethodDeclaration[]; // a compact record constructor has no params and `compact`
  readonly initialisers: readonly { readonly isStatic: boolean; readonly body: Block }[];
  readonly classes: readonly ClassDeclaration[];
  /** What a generator of code adds without its being written here: the methods of types, each passed on to a field; or why it is not known what. */
  readonly added?: readonly TypeRef[] | string;
  readonly span: Span;
}

export interface EnumConstant {
  readonly name: string;
  readonly args: readonly Expression[];
  readonly body?: ClassDeclaration;
  readonly span: Span;
}

/** One per declarator, in source order (together with `initialisers` the order is by `span.start`). */
export interface FieldDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeRef;
  readonly isStatic: boolean; // interface fields are static
  readonly isFinal: boolean;
  readonly isPrivate: boolean;
  readonly isPublic: boolean;
  /** Left out of what stands for the object, such as its `equals` where that is generated. */
  readonly isTransient: boolean;
  readonly annotations: readonly Annotation[];
  readonly value?: Expression;
  readonly span: Span;
}

export interface MethodDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly isStatic: boolean;
  readonly isAbstract: boolean; // no body
  readonly compact: boolean;
  readonly modifiers: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly typeParameters: readonly TypeParameter[];
  readonly params: readonly Parameter[];
  readonly returnType?: TypeRef; // absent for constructors
  readonly body?: Block;
  readonly span: Span;
}

export interface Import {
  /** `a.b.C`, or `a.b` with `wildcard`; for a static import the class, with the member in `member` (absent with `wildcard`). */
  readonly path: string;
  readonly isStatic: boolean;
  readonly wildcard: boolean;
  readonly member?: string;
}

/** A place that could not be read. `beyond`: it is more than is read, not wrong. */
export interface Problem {
  readonly message: string;
  readonly span: Span;
  readonly beyond?: true;
}

export interface SourceUnit {
  readonly file: string;
  readonly language: LanguageId;
  readonly package: string;
  readonly imports: readonly Import[];
  readonly classes: readonly ClassDeclaration[];
  readonly problems: readonly Problem[];
}

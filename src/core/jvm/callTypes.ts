import type { Expression, LambdaExpression } from '../form/form.js';
import type { JavaType } from './javaTypes.js';

/** What is known of the arguments of a call from its text. */
export interface CallTypes {
  readonly count: number;
  /** undefined: not known, or a function. */
  type(index: number): JavaType | undefined;
  /** The lambda or method reference that stands there. */
  function(index: number): LambdaExpression | Extract<Expression, { kind: 'methodRef' }> | undefined;
}

/** What the text of a call says beside the values. */
export interface CallText {
  readonly types: CallTypes;
  /** The type of the receiver; undefined: not known. */
  receiver(): JavaType | undefined;
}

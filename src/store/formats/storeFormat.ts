/** How one kind of store writes its changelog: from raw keys and values to what serdes read. */
import type { StoreKind } from '../../core/topology/result.js';
import type { ViewRules } from '../views/viewRules.js';
import type { Header } from './headers.js';
import type { Shape } from './shape.js';

export interface KeyParts {
  readonly key: Shape;
  /** Milliseconds; `end` null: only the code knows the size. */
  readonly window: { readonly start: number; readonly end: number | null } | null;
  readonly details: Readonly<Record<string, Shape>>;
  /** Why the key is shown as it is; undefined: it is of the format. */
  readonly trouble?: string | undefined;
}

export interface ValueParts {
  readonly value: Shape;
  readonly details: Readonly<Record<string, Shape>>;
  readonly trouble?: string | undefined;
}

export interface StoreFormat {
  readonly kind: StoreKind;
  readonly rules: ViewRules;
  /** Never throws: a key of another format is given whole, with the reason. */
  readKey(key: Uint8Array): KeyParts;
  /** Never throws, as `readKey`. */
  readValue(value: Uint8Array, headers: readonly Header[]): ValueParts;
}

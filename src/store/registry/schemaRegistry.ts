/** A schema registry in our own words: schemas by what a record's bytes or headers say, or by subject. */
import type { Result } from '../../base/result.js';
import type { Call } from '../../kafka/connection.js';

export type SchemaType = 'AVRO' | 'PROTOBUF' | 'JSON';

export type SchemaRef =
  | { readonly kind: 'id'; readonly id: number }
  /** Apicurio's, of eight bytes. */
  | { readonly kind: 'globalId'; readonly id: bigint }
  | { readonly kind: 'contentId'; readonly id: bigint }
  | { readonly kind: 'guid'; readonly guid: string }
  /** Its latest version. */
  | { readonly kind: 'subject'; readonly subject: string };

export interface RegisteredSchema {
  readonly type: SchemaType;
  readonly text: string;
  /** The registry's own number; null: it does not say. */
  readonly id: number | null;
  /** All that it needs, those that they need included, in an order in which each comes after its own. */
  readonly references: readonly { readonly name: string; readonly text: string }[];
}

export interface RegistryError {
  /** `unavailable`: another try may do; nothing can be said of the schema. */
  readonly kind: 'notFound' | 'unavailable' | 'refused';
  /** A clause for a person, without a full stop; holds no secret. */
  readonly message: string;
}

export interface SchemaRegistry {
  /** Kept once found. Never rejects. */
  find(ref: SchemaRef, call?: Call): Promise<Result<RegisteredSchema, RegistryError>>;
}

/** As a text that tells one from another, and that a person reads. */
export function refText(ref: SchemaRef): string {
  switch (ref.kind) {
    case 'id':
      return `schema id ${ref.id}`;
    case 'globalId':
      return `global id ${ref.id}`;
    case 'contentId':
      return `content id ${ref.id}`;
    case 'guid':
      return `schema GUID ${ref.guid}`;
    case 'subject':
      return `subject ${ref.subject}`;
  }
}

/** GET of one path below the registry's address, `/apis/…` below its server's; `problem`: no answer came, why, as a clause. Never rejects. */
export type RegistryGet = (path: string, call?: Call) => Promise<RegistryAnswer>;

export type RegistryAnswer = { readonly status: number; readonly body: string } | { readonly problem: string };

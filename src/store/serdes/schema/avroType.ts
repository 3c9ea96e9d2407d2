/** Avro schemas as avsc resolves them: names, namespaces, references. Reading and writing is ours: avsc trusts lengths in the bytes. */
import avro from 'avsc';
import type { RegisteredSchema } from '../../registry/schemaRegistry.js';

/** What reading and writing need of avsc's types, which its own declarations do not tell apart. */
export interface AvroType {
  readonly typeName: string;
  readonly name?: string;
  readonly branchName?: string;
  readonly fields?: readonly { readonly name: string; readonly type: AvroType }[];
  readonly types?: readonly AvroType[];
  readonly itemsType?: AvroType;
  readonly valuesType?: AvroType;
  readonly symbols?: readonly string[];
  readonly size?: number;
  readonly underlyingType?: AvroType;
  readonly attributes?: LogicalAttributes;
}

export interface LogicalAttributes {
  readonly logicalType: string;
  readonly scale?: unknown;
}

const logicalNames = [
  'decimal',
  'uuid',
  'date',
  'time-millis',
  'time-micros',
  'timestamp-millis',
  'timestamp-micros',
  'timestamp-nanos',
  'local-timestamp-millis',
  'local-timestamp-micros',
  'local-timestamp-nanos',
  'duration',
];

/** Throws where the schema is none. */
export function createAvroType({ text, references }: RegisteredSchema): AvroType {
  /** Keeps the attributes, and the values as they are. */
  class Marked extends avro.types.LogicalType {
    readonly attributes: unknown;
    constructor(schema: avro.Schema, options?: object) {
      super(schema, options);
      this.attributes = schema;
    }
    protected override _fromValue = (value: unknown): unknown => value;
    protected override _toValue = (value: unknown): unknown => value;
  }
  const options = {
    registry: {},
    logicalTypes: Object.fromEntries(logicalNames.map((name) => [name, Marked])),
    wrapUnions: 'always' as const,
  };
  for (const reference of references) avro.Type.forSchema(readSchema(reference.text), options);
  return avro.Type.forSchema(readSchema(text), options) as unknown as AvroType;
}

/** A registry keeps primitive types as `"string"`, and some put in `string`. */
function readSchema(text: string): avro.Schema {
  return withoutDefaults(/^\s*[[{"]/.test(text) ? (JSON.parse(text) as unknown) : text.trim()) as avro.Schema;
}

/** Only readers of other schemas need defaults, and avsc refuses some that Java takes. */
function withoutDefaults(schema: unknown): unknown {
  if (Array.isArray(schema)) return (schema as readonly unknown[]).map(withoutDefaults);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { type, items, values, fields, ...rest } = schema as Readonly<Record<string, unknown>>;
  return {
    ...rest,
    ...(type === undefined ? {} : { type: withoutDefaults(type) }),
    ...(items === undefined ? {} : { items: withoutDefaults(items) }),
    ...(values === undefined ? {} : { values: withoutDefaults(values) }),
    ...(Array.isArray(fields) ? { fields: (fields as readonly unknown[]).map(withoutDefault) } : {}),
  };
}

function withoutDefault(field: unknown): unknown {
  if (typeof field !== 'object' || field === null) return field;
  const { default: _default, ...rest } = field as Readonly<Record<string, unknown>>;
  return withoutDefaults(rest);
}

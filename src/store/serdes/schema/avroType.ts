/** Avro schemas: names, namespaces and references resolved to types. Nothing in them is believed but what reading and writing need. */
import type { RegisteredSchema } from '../../registry/schemaRegistry.js';

/** A record may hold itself: types are a graph. */
export interface AvroType {
  /** As schemas write it, `union`, or `logical` for a logical type that is known. */
  readonly typeName: AvroTypeName;
  /** In full; undefined: the type has none. */
  readonly name?: string | undefined;
  readonly fields?: readonly AvroField[];
  readonly types?: readonly AvroType[];
  readonly itemsType?: AvroType;
  readonly valuesType?: AvroType;
  readonly symbols?: readonly string[];
  readonly size?: number;
  readonly underlyingType?: AvroType;
  readonly attributes?: LogicalAttributes;
}

export interface AvroField {
  readonly name: string;
  readonly type: AvroType;
}

export interface LogicalAttributes {
  readonly logicalType: string;
  readonly scale?: unknown;
}

const primitives = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;
export type AvroTypeName = (typeof primitives)[number] | 'fixed' | 'enum' | 'record' | 'error' | 'array' | 'map' | 'union' | 'logical';

const logicalNames: ReadonlySet<unknown> = new Set([
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
]);

/** How a union names a branch. */
export const branchNameOf = (type: AvroType): string =>
  type.underlyingType === undefined ? (type.name ?? type.typeName) : branchNameOf(type.underlyingType);

/** Throws where the schema is none, with the reason as a clause. */
export function createAvroType({ text, references }: RegisteredSchema): AvroType {
  const names: Names = new Map(primitives.map((typeName) => [typeName, { typeName }]));
  for (const reference of references) toType(readSchema(reference.text), { names, namespace: '', depth: 0 });
  return toType(readSchema(text), { names, namespace: '', depth: 0 });
}

/** A registry keeps primitive types as `"string"`, and some put in `string`. */
const readSchema = (text: string): unknown => (/^\s*[[{"]/.test(text) ? (JSON.parse(text) as unknown) : text.trim());

/** Full names. */
type Names = Map<string, AvroType>;

interface Scope {
  readonly names: Names;
  /** Empty: none. */
  readonly namespace: string;
  readonly depth: number;
}

type Definition = Readonly<Record<string, unknown>>;

/** What reads and writes goes down into types, with less room than here. */
const deepest = 500;

function toType(schema: unknown, scope: Scope): AvroType {
  if (scope.depth > deepest) throw new Error(`types are nested more than ${deepest} deep`);
  const inner = { ...scope, depth: scope.depth + 1 };
  if (typeof schema === 'string') return findNamed(schema, scope);
  if (Array.isArray(schema)) return toUnion(schema, inner);
  if (typeof schema !== 'object' || schema === null) throw new Error(`${shown(schema)} is no type`);
  const definition = schema as Definition;
  const { logicalType } = definition;
  if (!logicalNames.has(logicalType)) return define(definition, inner);
  const underlyingType = define(definition, inner);
  const attributes = { logicalType: String(logicalType), scale: definition['scale'] };
  const logical: AvroType = { typeName: 'logical', name: underlyingType.name, underlyingType, attributes };
  // Whoever refers to a named type means it with what it is marked as.
  if (underlyingType.name !== undefined && isDefinition(definition)) scope.names.set(underlyingType.name, logical);
  return logical;
}

const isDefinition = ({ type }: Definition): boolean => type === 'fixed' || type === 'enum' || type === 'record' || type === 'error';

function findNamed(written: string, { names, namespace }: Scope): AvroType {
  const found = names.get(qualify(written, namespace)) ?? names.get(written.replace(/^\./, ''));
  if (found === undefined) throw new Error(`type ${shown(written)} is not defined`);
  return found;
}

function toUnion(schemas: readonly unknown[], scope: Scope): AvroType {
  if (schemas.length === 0) throw new Error('a union has no branches');
  const known = new Set<string>();
  const types = schemas.map((one) => {
    const type = toType(one, scope);
    if (type.typeName === 'union') throw new Error('a union is a branch of another');
    const name = branchNameOf(type);
    if (known.has(name)) throw new Error(`a union has several branches ${shown(name)}`);
    known.add(name);
    return type;
  });
  return { typeName: 'union', types };
}

function define(schema: Definition, scope: Scope): AvroType {
  const { type } = schema;
  switch (type) {
    case 'record':
    case 'error':
      return defineRecord(type, schema, scope);
    case 'enum':
      return named({ typeName: type, symbols: toSymbols(schema['symbols']) }, schema, scope);
    case 'fixed': {
      const { size } = schema;
      if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw new Error(`${shown(size)} is no size of a fixed type`);
      return named({ typeName: type, size }, schema, scope);
    }
    case 'array':
      return { typeName: type, itemsType: toType(schema['items'], scope) };
    case 'map':
      return { typeName: type, valuesType: toType(schema['values'], scope) };
    default:
      return toType(type, scope);
  }
}

/** Its fields may refer to it. */
function defineRecord(typeName: 'record' | 'error', schema: Definition, scope: Scope): AvroType {
  const { fields: written } = schema;
  if (!Array.isArray(written)) throw new Error('a record has no fields');
  const fields: AvroField[] = [];
  const record = named({ typeName, fields }, schema, scope);
  const namespace = record.name === undefined ? namespaceOf(schema, scope) : namespaceOfName(record.name);
  const known = new Set<string>();
  for (const one of written as readonly unknown[]) {
    const { name, type } = (typeof one === 'object' && one !== null ? one : {}) as Definition;
    if (typeof name !== 'string' || !namePattern.test(name)) throw new Error(`${shown(name)} is no name of a field`);
    if (known.has(name)) throw new Error(`a record has several fields ${shown(name)}`);
    known.add(name);
    fields.push({ name, type: toType(type, { ...scope, namespace }) });
  }
  return record;
}

function toSymbols(symbols: unknown): readonly string[] {
  if (!Array.isArray(symbols) || symbols.length === 0) throw new Error('an enum has no symbols');
  const wrong = (symbols as readonly unknown[]).find((one) => typeof one !== 'string' || !namePattern.test(one));
  if (wrong !== undefined) throw new Error(`${shown(wrong)} is no symbol of an enum`);
  if (new Set(symbols).size < symbols.length) throw new Error('an enum has a symbol twice');
  return symbols as readonly string[];
}

const namePattern = /^[A-Za-z_]\w*$/;

/** Registers it. */
function named(type: AvroType, schema: Definition, scope: Scope): AvroType {
  if (schema['name'] === undefined) return type;
  if (typeof schema['name'] !== 'string') throw new Error(`${shown(schema['name'])} is no name of a type`);
  const name = qualify(schema['name'], namespaceOf(schema, scope));
  if (name.split('.').some((part) => !namePattern.test(part))) throw new Error(`${shown(name)} is no name of a type`);
  if (scope.names.has(name)) throw new Error(`type ${shown(name)} is defined twice`);
  const own = { ...type, name };
  scope.names.set(name, own);
  return own;
}

const namespaceOf = ({ namespace }: Definition, scope: Scope): string => (typeof namespace === 'string' ? namespace : scope.namespace);
const namespaceOfName = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('.')));

/** Primitive types are in no namespace; a dot in front means none as well. */
function qualify(name: string, namespace: string): string {
  if (name.includes('.')) return name.replace(/^\./, '');
  return namespace === '' || primitives.some((one) => one === name) ? name : `${namespace}.${name}`;
}

/** What somebody else wrote, for a clause. */
const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 100);

/** Protobuf messages as reading and writing need them: out of the library's schemas, of which no code is made. */
import protobuf from 'protobufjs';

export interface MessageType {
  /** With a dot in front. */
  readonly fullName: string;
  readonly name: string;
  /** In the order of the schema. */
  readonly fields: readonly FieldType[];
  readonly byId: ReadonlyMap<number, FieldType>;
  readonly byName: ReadonlyMap<string, FieldType>;
  /** Those that are shown with their default, or empty, where they are not set. */
  readonly implicit: readonly FieldType[];
  readonly required: readonly FieldType[];
}

export type ScalarName = keyof typeof wireTypes | 'enum';

export interface FieldType {
  readonly name: string;
  readonly index: number;
  readonly id: number;
  readonly form: 'single' | 'repeated' | 'map';
  readonly type: ScalarName | 'message';
  /** Of a map. */
  readonly keyType: ScalarName | undefined;
  /** Of one value: 3 for messages between tags. */
  readonly wireType: number;
  readonly isPacked: boolean;
  readonly isRequired: boolean;
  /** Not set is another value than its default. */
  readonly hasPresence: boolean;
  /** Of which one field only is set. */
  readonly oneof: string | undefined;
  /** Bytes that are no UTF-8 are no text of it. */
  readonly isVerified: boolean;
  /** Absent: no enum. */
  readonly enumeration?: Enumeration;
  /** Of messages only; types may hold themselves. */
  message(): MessageType;
}

export interface Enumeration {
  readonly names: ReadonlyMap<number, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly first: number;
  /** Other numbers are fields that the schema does not have. */
  readonly isClosed: boolean;
}

export const wireTypes = {
  double: 1,
  float: 5,
  int32: 0,
  uint32: 0,
  sint32: 0,
  fixed32: 5,
  sfixed32: 5,
  int64: 0,
  uint64: 0,
  sint64: 0,
  fixed64: 1,
  sfixed64: 1,
  bool: 0,
  string: 2,
  bytes: 2,
} as const;

export const wireTypeOf = (type: ScalarName | 'message'): number => (type === 'enum' ? 0 : type === 'message' ? 2 : wireTypes[type]);

/** `nameOf` gives names as the schema has them: see `protobufRoot.ts`. */
export function createMessageTypes(nameOf: (name: string) => string): (type: protobuf.Type) => MessageType {
  const known = new Map<protobuf.Type, MessageType>();
  const find = (type: protobuf.Type): MessageType => {
    let found = known.get(type);
    if (found === undefined) {
      const fields = type.fieldsArray.map((field, index) => toField(field.resolve(), index));
      found = {
        fullName: type.fullName,
        name: nameOf(type.name),
        fields,
        byId: new Map(fields.map((field) => [field.id, field])),
        byName: new Map(fields.map((field) => [field.name, field])),
        implicit: fields.filter(({ hasPresence, form }) => form !== 'single' || !hasPresence),
        required: fields.filter(({ isRequired }) => isRequired),
      };
      known.set(type, found);
    }
    return found;
  };
  const toField = (field: protobuf.Field, index: number): FieldType => {
    const { resolvedType } = field;
    const type =
      resolvedType instanceof protobuf.Type ? 'message' : resolvedType instanceof protobuf.Enum ? 'enum' : scalarNamed(field.type);
    return {
      name: nameOf(field.name),
      index,
      id: field.id,
      form: field.map ? 'map' : field.repeated ? 'repeated' : 'single',
      type,
      keyType: field instanceof protobuf.MapField ? scalarNamed(field.keyType) : undefined,
      wireType: field.delimited ? 3 : wireTypeOf(type),
      isPacked: field.packed && type !== 'string' && type !== 'bytes' && type !== 'message',
      isRequired: field.required,
      hasPresence: field.hasPresence || type === 'message',
      oneof: field.partOf?.name,
      isVerified: featuresOf(field).utf8_validation === 'VERIFY',
      ...(resolvedType instanceof protobuf.Enum ? { enumeration: toEnumeration(resolvedType, nameOf) } : {}),
      message() {
        if (resolvedType instanceof protobuf.Type) return find(resolvedType);
        throw new Error(`field ${field.name} is no message`);
      },
    };
  };
  return find;
}

function scalarNamed(name: string): ScalarName {
  if (Object.hasOwn(wireTypes, name)) return name as keyof typeof wireTypes;
  throw new Error(`type ${name} is not known`);
}

function toEnumeration(type: protobuf.Enum, nameOf: (name: string) => string): Enumeration {
  const numbers = new Map(Object.entries(type.values).map(([name, number]) => [nameOf(name), number]));
  return {
    names: new Map(Object.entries(type.valuesById).map(([number, name]) => [Number(number), nameOf(name)])),
    numbers,
    first: [...numbers.values()][0] ?? 0,
    isClosed: featuresOf(type).enum_type === 'CLOSED',
  };
}

/** What the file's edition makes of it, which the library's declarations leave out. */
const featuresOf = (object: object): { readonly utf8_validation?: string; readonly enum_type?: string } =>
  (object as { readonly _features?: object })._features ?? {};

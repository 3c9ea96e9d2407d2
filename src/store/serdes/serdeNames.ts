/** Serdes that a person may choose: names only, as whoever offers them need not carry what reads Avro and Protobuf. */

/** Of which the bytes say all. */
export const plainSerdeNames = [
  'string',
  'long',
  'integer',
  'short',
  'double',
  'float',
  'boolean',
  'uuid',
  'json',
  'text',
  'hex',
  'base64',
  'void',
] as const;

/** Whose schemas a registry keeps; `registry` is whatever they are of. */
export const registrySerdeNames = ['avro', 'protobuf', 'json-schema', 'registry'] as const;

/** Most used first. `list<…>` takes any of the plain ones in between. */
export const serdeNames: readonly string[] = [...plainSerdeNames, ...registrySerdeNames, 'list<string>'];

const isRegistrySerde = (name: string): boolean => registrySerdeNames.some((one) => one === name.trim().toLowerCase());

export function isSerdeName(name: string): boolean {
  const plain = name.trim().toLowerCase();
  const item = listItemOf(plain);
  if (item !== undefined) return plain.length < 100 && !isRegistrySerde(item) && isSerdeName(item);
  return serdeNames.some((one) => one === plain);
}

/** The serde of a list's items; undefined: the name is of no list. */
export function listItemOf(name: string): string | undefined {
  const [, item] = /^list<(.+)>$/.exec(name.trim().toLowerCase()) ?? [];
  return item;
}

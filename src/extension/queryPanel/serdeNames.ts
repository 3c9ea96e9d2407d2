/** Serdes that a person can choose for keys and values, most used first. */
export const serdeNames = [
  'string',
  'long',
  'integer',
  'short',
  'double',
  'float',
  'boolean',
  'uuid',
  'json',
  'avro',
  'protobuf',
  'json-schema',
  'text',
  'hex',
] as const;

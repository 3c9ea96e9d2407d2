/** From serdes as the analysis report names them (`Serdes.String`, or a class) to ours. */

/** Classes by their simple names, as Kafka and the well-known libraries call them. */
const known: ReadonlyMap<string, string> = new Map(
  Object.entries({
    string: 'string',
    long: 'long',
    integer: 'integer',
    int: 'integer',
    short: 'short',
    float: 'float',
    double: 'double',
    boolean: 'boolean',
    uuid: 'uuid',
    void: 'void',
    // Bytes say nothing of what they are: they are looked at, as text is often kept so.
    specificavro: 'avro',
    genericavro: 'avro',
    reflectionavro: 'avro',
    primitiveavro: 'avro',
    avro: 'avro',
    kafkaprotobuf: 'protobuf',
    protobuf: 'protobuf',
    kafkajsonschema: 'json-schema',
    json: 'json',
    jsonb: 'json',
    jackson: 'json',
    objectmapper: 'json',
  }),
);

/** A name of ours; undefined: none of these, so that only bytes can tell. */
export function serdeOfCode(written: string): string | undefined {
  const simple = written.split('<', 1)[0]?.split('.').at(-1) ?? '';
  return known.get(simple.replace(/Serde$/, '').toLowerCase());
}

/** Keys of these end with a window, and begin with what an inner serde wrote. */
export function windowedSerdeOfCode(written: string | undefined): 'time' | 'session' | undefined {
  const [, kind] = /(Time|Session)WindowedSerde/.exec(written ?? '') ?? [];
  return kind === undefined ? undefined : kind === 'Time' ? 'time' : 'session';
}

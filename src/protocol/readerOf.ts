/** Reads what the other side of a panel sent. */
import * as v from 'valibot';

/** Undefined for what does not fit the schema: the other side is not trusted. */
export function readerOf<T extends v.GenericSchema>(schema: T): (value: unknown) => v.InferOutput<T> | undefined {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  };
}

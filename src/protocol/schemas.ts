/** What the wires of all panels are made of and read with. */
import * as v from 'valibot';

export const list = <T extends v.GenericSchema>(of: T) => v.pipe(v.array(of), v.readonly());

/** Undefined for what does not fit the schema: the other side is not trusted. */
export function readerOf<T extends v.GenericSchema>(schema: T): (value: unknown) => v.InferOutput<T> | undefined {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  };
}

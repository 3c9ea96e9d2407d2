/** Calls behind a configuration object: `.withName("x")`. */
import type { CallExpression, Expression } from '../form/form.js';
import type { ConfigObject } from './configObjects.js';
import type { Named, Written } from './named.js';

/** `.method(argument)` */
export interface Addition {
  readonly method: string;
  readonly argument: string;
  /** Of its parameter. */
  readonly type: 'java.lang.String' | 'org.apache.kafka.streams.state.WindowBytesStoreSupplier';
}

export function appendTo(offset: number, newText: string): Named {
  return { edits: [{ span: { start: offset, end: offset }, newText }], added: [] };
}

/** A generic factory before it must not lose the types that its place gave it: then a function takes the object, and the compiler infers them. */
export function chained(written: Written, config: ConfigObject, additions: readonly Addition[]): Named {
  const { argument } = config;
  if (isTyped(written, config))
    return appendTo(argument.span.end, additions.map(({ method, argument: one }) => `.${method}(${one})`).join(''));
  const changed = written.writer.changing(written.site, written.imports, config.type, additions);
  if (changed === undefined) return { refused: `the types of its ${config.type} would have to be written out` };
  const { start, end } = argument.span;
  return {
    edits: [
      { span: { start, end: start }, newText: `${changed}(` },
      { span: { start: end, end }, newText: `, ${additions.map((one) => one.argument).join(', ')})` },
    ],
    added: [],
  };
}

/** The object's types do not hang on its place. */
function isTyped({ site, writer }: Written, config: ConfigObject): boolean {
  const { chain, variable } = config;
  const [first] = chain;
  if (variable !== undefined || first === undefined || chain.length > 1 || first.typeArgs.length > 0) return true;
  if (first.args.length === 0 || !saysAllTypes(first, config)) return false;
  return first.args.every((one) => hasTypeOfItsOwn(one) || writer.serdeType(site, one) !== undefined);
}

/** Not a number of partitions, one serde of several, or suppliers of stores, which are of bytes. */
const saysAllTypes = ({ name, args }: CallExpression, { type }: ConfigObject): boolean =>
  name === 'streamPartitioner' || (name === 'with' && (type !== 'StreamJoined' || args.length === 3));

/** The compiler infers from it what it is of, whatever that is. */
const hasTypeOfItsOwn = (argument: Expression): boolean =>
  argument.kind === 'name' || (argument.kind === 'select' && hasTypeOfItsOwn(argument.target)) || argument.kind === 'this';

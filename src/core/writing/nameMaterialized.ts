/** Names a store by its Materialized. */
import type { TextEdit } from '../../base/edits.js';
import type { Span } from '../../base/text.js';
import type { CallExpression, Expression } from '../form/form.js';
import type { StoreKind } from '../topology/result.js';
import { argumentSpan, usesOf, type CallSite } from './callSite.js';
import type { ConfigObject } from './configObjects.js';
import { kstream, type Named, type Written } from './named.js';
import type { Naming } from './naming.js';

const storeTypes: Partial<Record<StoreKind, string>> = {
  keyValue: 'KeyValueStore',
  timestampedKeyValue: 'KeyValueStore',
  versionedKeyValue: 'KeyValueStore',
  window: 'WindowStore',
  timestampedWindow: 'WindowStore',
  session: 'SessionStore',
};

export function storeName({ site, writer }: Written, { name, behindTopic }: Naming & { what: 'store' }): string {
  const topic = behindTopic ? topicOf(site) : undefined;
  return topic === undefined ? writer.text(name) : writer.concatenation(topic, name);
}

export const firstArgument = ({ text, call }: CallSite): string => {
  const [first] = call.args;
  return first === undefined ? '' : text.slice(first.span.start, first.span.end);
};

/** The topic as the call writes it, where it says the same when it is written twice. */
export function topicOf(site: CallSite): string | undefined {
  const [first] = site.call.args;
  return first !== undefined && saysTheSameAgain(first) ? firstArgument(site) : undefined;
}

/** Variables, fields of any object, texts, what the environment sets, and sums of these. */
function saysTheSameAgain(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'this':
    case 'text':
      return true;
    case 'select':
      return saysTheSameAgain(expression.target);
    case 'binary':
      return expression.operator === '+' && saysTheSameAgain(expression.left) && saysTheSameAgain(expression.right);
    case 'call': {
      const { target, name, args } = expression;
      return target?.kind === 'name' && target.name === 'System' && /^get(?:env|Property)$/.test(name) && args.every(saysTheSameAgain);
    }
    default:
      return false;
  }
}

/** `Materialized.with(key, value)` has no other way to a name than to begin with it. */
export function nameMaterialized(written: Written, config: ConfigObject, naming: Naming & { what: 'store' }): Named {
  const { site, writer, imports } = written;
  const { chain, variable } = config;
  const [first] = chain;
  if (variable !== undefined && (!variable.isPrivate || usesOf(site, variable.name) > 1))
    return { refused: `its Materialized is kept in ${variable.name}, which is used elsewhere, too` };
  if (first === undefined) return { refused: 'its Materialized is made elsewhere' };
  const [key, value] = first.args;
  if (key === undefined || value === undefined || first.name !== 'with' || first.args.length !== 2)
    return { refused: `its Materialized.${first.name}(…) does not take a name` };
  const types = typesOfMaterialized(written, config, first, naming.kind);
  const [keySpan, valueSpan] = [0, 1].map((index) => argumentSpan({ call: first, text: site.text }, index)) as [Span, Span];
  if (types === undefined) {
    const named = first.typeArgs.length === 0 && variable === undefined ? writer.materializing(site, imports) : undefined;
    if (named === undefined)
      return { refused: 'the types of its Materialized cannot be read from the source; write Materialized.<K, V, S>as("…") in its place' };
    return {
      edits: [{ span: { start: first.span.start, end: keySpan.start }, newText: `${named}(${storeName(written, naming)}, ` }],
      added: [],
    };
  }
  const parts = [
    ...(key.kind === 'null' ? [] : [{ call: 'withKeySerde', span: keySpan }]),
    ...(value.kind === 'null' ? [] : [{ call: 'withValueSerde', span: valueSpan }]),
  ];
  const edits: TextEdit[] = [];
  // A factory that is imported statically has no class before it.
  let at = first.target?.span.end ?? first.span.start;
  const owner = first.target === undefined ? imports.nameOf(`${kstream}.Materialized`) : '';
  let text = writer.factory(owner, 'as', types, [storeName(written, naming)]);
  for (const { call, span } of parts) {
    edits.push({ span: { start: at, end: span.start }, newText: `${text}.${call}(` });
    at = span.end;
    text = ')';
  }
  edits.push({ span: { start: at, end: first.span.end }, newText: text });
  return { edits, added: [] };
}

function typesOfMaterialized(
  { site, writer, imports }: Written,
  config: ConfigObject,
  first: CallExpression,
  kind: StoreKind,
): readonly string[] | undefined {
  const written = first.typeArgs.length === 3 ? first.typeArgs : config.variable?.type?.args;
  if (written?.length === 3) {
    const types = written.flatMap((one) => writer.type(one) ?? []);
    return types.length === 3 ? types : undefined;
  }
  const types = first.args.flatMap((one) => writer.serdeType(site, one) ?? []);
  const store = storeTypes[kind];
  if (types.length < first.args.length || store === undefined) return undefined;
  const visible = types.map((one) => (one.includes('.') && !one.includes('<') ? imports.nameOf(one) : one));
  const bytes = writer.type({ name: imports.nameOf('org.apache.kafka.common.utils.Bytes'), args: [], dimensions: 0 });
  const kept = writer.type({ name: 'byte', args: [], dimensions: 1 });
  return [...visible, `${imports.nameOf(`org.apache.kafka.streams.state.${store}`)}<${bytes}, ${kept}>`];
}

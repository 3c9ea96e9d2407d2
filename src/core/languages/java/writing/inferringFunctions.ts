/** Functions for types that cannot be read from the source, and that the compiler infers where they are called as it did before. */
import type { CallSite } from '../../../writing/callSite.js';
import type { Addition } from '../../../writing/chained.js';
import type { ConfigObject } from '../../../writing/configObjects.js';
import type { Imports } from '../../../writing/writer.js';

const kstream = 'org.apache.kafka.streams.kstream';

export function materializing(site: CallSite, imports: Imports): string | undefined {
  return functionIn(site, imports, 'materializedAs', (name) => {
    const type = imports.nameOf(`${kstream}.Materialized`);
    const serde = imports.nameOf('org.apache.kafka.common.serialization.Serde');
    const store = imports.nameOf('org.apache.kafka.streams.processor.StateStore');
    return {
      head: `<K, V, S extends ${store}> ${type}<K, V, S> ${name}(String name, ${serde}<K> keySerde, ${serde}<V> valueSerde)`,
      result: `${type}.<K, V, S>as(name).withKeySerde(keySerde).withValueSerde(valueSerde)`,
    };
  });
}

const typeParameters: Partial<Record<ConfigObject['type'], string>> = {
  Joined: '<K, V, V2>',
  Repartitioned: '<K, V>',
  StreamJoined: '<K, V, V2>',
  TableJoined: '<K, V>',
};

export function changing(site: CallSite, imports: Imports, type: ConfigObject['type'], additions: readonly Addition[]): string | undefined {
  const generic = typeParameters[type];
  const [first] = additions;
  if (generic === undefined || first === undefined) return undefined;
  const wish = `${type[0]!.toLowerCase()}${type.slice(1)}${first.method[0]!.toUpperCase()}${first.method.slice(1)}`;
  return functionIn(site, imports, wish, (name) => {
    const full = `${imports.nameOf(`${kstream}.${type}`)}${generic}`;
    const parameters = additions.map((one, i) => ({ ...one, name: `value${i === 0 ? '' : i + 1}` }));
    const listed = parameters.map((one) => `${one.type === 'java.lang.String' ? 'String' : imports.nameOf(one.type)} ${one.name}`);
    return {
      head: `${generic} ${full} ${name}(${full} settings, ${listed.join(', ')})`,
      result: `settings${parameters.map((one) => `.${one.method}(${one.name})`).join('')}`,
    };
  });
}

/** How the function is called at the site; it is added to the outermost class where it is not there. */
function functionIn(
  { classes, text }: CallSite,
  imports: Imports,
  wish: string,
  write: (name: string) => { readonly head: string; readonly result: string },
): string | undefined {
  const outer = classes.at(-1);
  if (outer === undefined || outer.name === '' || text[outer.span.end - 1] !== '}') return undefined;
  // Of an interface only Java 9 takes private ones.
  const access = outer.kind === 'interface' ? 'static' : 'private static';
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const declared = (name: string): string => {
    const { head, result } = write(name);
    return [`    ${access} ${head} {`, `        return ${result};`, '    }', ''].join(end);
  };
  // Neither a method of a class here nor one that is imported may be meant elsewhere.
  let name = wish;
  for (let i = 2; text.includes(name) && !text.includes(declared(name)); i++) name = `${wish}${i}`;
  if (!text.includes(declared(name))) imports.insert(outer.span.end - 1, `${end}${declared(name)}`);
  // A class around the call may inherit one of that name.
  return classes.length === 1 && outer.superclass === undefined ? name : `${outer.name}.${name}`;
}

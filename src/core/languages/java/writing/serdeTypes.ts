/** The Java type that a serde is for, read from how the serde is written. */
import type { Expression, TypeRef } from '../../../form/form.js';
import type { CallSite } from '../../../writing/callSite.js';
import { simpleName } from '../../../writing/configObjects.js';

const ofSerdes: Readonly<Record<string, string>> = {
  String: 'String',
  Long: 'Long',
  Integer: 'Integer',
  Short: 'Short',
  Float: 'Float',
  Double: 'Double',
  Boolean: 'Boolean',
  Void: 'Void',
  ByteArray: 'byte[]',
  Bytes: 'org.apache.kafka.common.utils.Bytes',
  ByteBuffer: 'java.nio.ByteBuffer',
  UUID: 'java.util.UUID',
};

/** The type as it can be written in the file, or with its package where it may not be imported; undefined: not to be told. */
export function serdeType(site: CallSite, serde: Expression, depth = 0): string | undefined {
  if (depth > 5) return undefined;
  if (serde.kind === 'call') {
    const { target } = serde;
    if (target?.kind === 'name' && target.name === 'Serdes') {
      if (serde.name === 'serdeFrom') return serde.args[0]?.kind === 'classLiteral' ? toJava(serde.args[0].type) : undefined;
      return serde.args.length === 0 && Object.hasOwn(ofSerdes, serde.name) ? ofSerdes[serde.name] : undefined;
    }
    if (target === undefined || target.kind === 'this') {
      for (const { methods } of site.classes) {
        const found = methods.filter((one) => one.name === serde.name && one.params.length === serde.args.length);
        if (found.length === 0) continue;
        return found.length === 1 && found[0]!.typeParameters.length === 0 ? inSerde(found[0]!.returnType) : undefined;
      }
    }
    return undefined;
  }
  if (serde.kind === 'new') {
    const [only] = serde.type.args;
    if (only !== undefined) return inSerde(serde.type);
    // new JsonSerde<>(Order.class): the diamond stands for the class that is given.
    const literals = serde.args.filter((one) => one.kind === 'classLiteral');
    if (literals.length === 1 && serde.args.length === 1 && isDiamond(site, serde)) return toJava(literals[0]!.type);
    const own = site.unit.classes.flatMap((one) => [one, ...one.classes]).find((one) => one.name === simpleName(serde.type));
    if (own === undefined || own.typeParameters.length > 0) return undefined;
    const [parent] = [own.superclass, ...own.interfaces].filter((one) => /^(?:Serde|WrapperSerde)$/.test(simpleName(one) ?? ''));
    return parent === undefined || parent.args.length !== 1 ? undefined : toJava(parent.args[0]!);
  }
  const name = serde.kind === 'name' ? serde.name : serde.kind === 'select' && serde.target.kind === 'this' ? serde.name : undefined;
  const declared = site.declared.find((one) => one.name === name);
  if (declared === undefined) return undefined;
  if (declared.type !== undefined) return inSerde(declared.type);
  return declared.value === undefined ? undefined : serdeType(site, declared.value, depth + 1);
}

function isDiamond(site: CallSite, serde: Expression & { kind: 'new' }): boolean {
  return /<\s*>/.test(site.text.slice(serde.typeSpan.start, serde.argsSpan.start));
}

/** `Serde<Order>`, and `JsonSerde<Order>` as well; not those whose parameter is only a part of their type. */
function inSerde(type: TypeRef | undefined): string | undefined {
  const [only, second] = type?.args ?? [];
  const name = simpleName(type) ?? '';
  if (only === undefined || second !== undefined || !name.endsWith('Serde') || /Windowed|List|Set|Map|Array|Optional/.test(name))
    return undefined;
  return toJava(only);
}

export function toJava(type: TypeRef): string | undefined {
  if (type.name === '?' || type.name === '') return undefined;
  const args = type.args.map(toJava);
  if (args.includes(undefined)) return undefined;
  return `${type.name}${args.length === 0 ? '' : `<${args.join(', ')}>`}${'[]'.repeat(type.dimensions)}`;
}

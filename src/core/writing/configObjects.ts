/** Which configuration object of the Streams API an argument is, told by how it is written. */
import type { CallExpression, ClassDeclaration, Expression, TypeRef } from '../form/form.js';
import { settingsTypes, type SettingsType } from '../operators/operator.js';
import type { CallSite, Declared } from './callSite.js';

export interface ConfigObject {
  readonly type: SettingsType;
  /** As it stands in the call. */
  readonly argument: Expression;
  /** The chain that makes it, first call first, where it is written in this file: in the call, or as the variable's value. */
  readonly chain: readonly CallExpression[];
  /** The variable that holds it. */
  readonly variable: Declared | undefined;
}

/** 'none': an argument that is no configuration object; 'unknown': one that may be. */
export function toConfigObject(site: CallSite, argument: Expression): ConfigObject | 'none' | 'unknown' {
  switch (argument.kind) {
    case 'lambda':
    case 'methodRef':
    case 'text':
    case 'number':
    case 'boolean':
    case 'char':
    case 'new':
    case 'newArray':
    case 'classLiteral':
    case 'binary':
    case 'unary':
      return 'none';
    case 'cast':
      return ofType(argument.type, argument, [], undefined);
    case 'call':
      return ofCall(site, argument);
    case 'name':
      return ofVariable(
        site,
        argument,
        site.declared.find((one) => one.name === argument.name),
      );
    case 'select':
      return argument.target.kind === 'this'
        ? ofVariable(
            site,
            argument,
            site.declared.find((one) => one.owner === 'class' && one.name === argument.name),
          )
        : 'unknown';
    default:
      return 'unknown';
  }
}

function ofVariable(site: CallSite, argument: Expression, variable: Declared | undefined): ConfigObject | 'none' | 'unknown' {
  if (variable === undefined) return 'unknown';
  const chain = variable.value?.kind === 'call' ? chainOf(variable.value) : [];
  if (variable.type !== undefined) return ofType(variable.type, argument, chain, variable);
  if (variable.value === undefined || variable.value.kind === 'name') return 'unknown';
  const made = toConfigObject(site, variable.value);
  return typeof made === 'string' ? made : { ...made, argument, variable };
}

function ofCall(site: CallSite, call: CallExpression): ConfigObject | 'none' | 'unknown' {
  const chain = chainOf(call);
  const root = chain[0]!.target;
  if (root === undefined) {
    const type = returnType(site.classes, chain[0]!);
    if (type !== undefined) return ofType(type, call, [], undefined);
    const imported = importedFrom(site, chain[0]!.name);
    return imported === undefined ? 'unknown' : { type: imported, argument: call, chain, variable: undefined };
  }
  const name = root.kind === 'name' || root.kind === 'select' ? root.name : undefined;
  const known = name === 'StreamJoined' || name !== 'BufferConfig' ? settingsTypes.find((type) => type === name) : undefined;
  if (known !== undefined) return { type: known, argument: call, chain, variable: undefined };
  if (name !== undefined && /^(?:Serdes|Duration|Arrays|List|Set|Collections|Stores|Pattern|Integer|Long)$/.test(name)) return 'none';
  // `joined.withName("x")`: a variable's object, changed.
  const variable = root.kind === 'name' ? site.declared.find((one) => one.name === root.name) : undefined;
  const type = variable?.type;
  const config = settingsTypes.find((one) => one === simpleName(type));
  return config !== undefined && chain.every((one) => one.name.startsWith('with'))
    ? { type: config, argument: call, chain: [], variable: undefined }
    : 'unknown';
}

/** `import static org.apache.kafka.streams.kstream.Materialized.with` */
function importedFrom(site: CallSite, name: string): SettingsType | undefined {
  const owners = site.unit.imports.filter((one) => one.isStatic && !one.wildcard && one.member === name).map(({ path }) => path);
  return settingsTypes.find((type) => owners.includes(`org.apache.kafka.streams.kstream.${type}`));
}

function ofType(
  type: TypeRef,
  argument: Expression,
  chain: readonly CallExpression[],
  variable: Declared | undefined,
): ConfigObject | 'none' {
  const known = settingsTypes.find((one) => one === simpleName(type));
  return known === undefined ? 'none' : { type: known, argument, chain, variable };
}

/** `a.b().c()`: b, c. */
function chainOf(call: CallExpression): CallExpression[] {
  const chain: CallExpression[] = [];
  let current: Expression | undefined = call;
  while (current?.kind === 'call') {
    chain.unshift(current);
    current = current.target;
  }
  return chain;
}

function returnType(classes: readonly ClassDeclaration[], call: CallExpression): TypeRef | undefined {
  for (const declaration of classes) {
    const methods = declaration.methods.filter((one) => one.name === call.name && one.params.length === call.args.length);
    if (methods.length > 0) return methods.length === 1 ? methods[0]!.returnType : undefined;
  }
  return undefined;
}

export function simpleName(type: TypeRef | undefined): string | undefined {
  return type?.name.slice(type.name.lastIndexOf('.') + 1);
}

/**
 * Which overload a call of the Processor API means, told by what its arguments can be. A value whose type is not known may be anything;
 * so several overloads can fit.
 */
import { lastSegment } from '../form/labels.js';
import type { Overload, Parameter } from '../operators/operator.js';
import type { Value } from '../values/values.js';
import type { Host } from './api.js';

/** The arguments as one overload takes them, by the types of its parameters in their order; those of a last `String...` are together. */
export type Fit = readonly { readonly type: string; readonly values: readonly Value[] }[];

export function fitsOf(host: Host, overloads: readonly Overload[], args: readonly Value[]): readonly Fit[] {
  return overloads.flatMap(({ parameters }) => withoutOptional(parameters)).flatMap((parameters) => fit(host, parameters, args) ?? []);
}

/** The parameter lists with and without each of the optional parameters. */
function withoutOptional(parameters: readonly Parameter[]): readonly (readonly Parameter[])[] {
  return parameters.reduce<readonly (readonly Parameter[])[]>(
    (lists, parameter) => lists.flatMap((list) => (parameter.optional ? [[...list, parameter], list] : [[...list, parameter]])),
    [[]],
  );
}

function fit(host: Host, parameters: readonly Parameter[], args: readonly Value[]): [Fit] | undefined {
  const isOpen = parameters.at(-1)?.many === true;
  const fixed = isOpen ? parameters.slice(0, -1) : parameters;
  if (args.length < fixed.length || (!isOpen && args.length > fixed.length)) return undefined;
  if (!fixed.every(({ type }, i) => canBe(host, args[i]!, type))) return undefined;
  const rest = args.slice(fixed.length);
  const { type } = parameters.at(-1)!;
  if (isOpen && !(rest.length === 1 && rest[0]!.kind === 'list') && !rest.every((value) => canBe(host, value, type))) return undefined;
  const taken = fixed.map((parameter, i) => ({ type: parameter.type, values: [args[i]!] }));
  return [isOpen ? [...taken, { type, values: rest }] : taken];
}

/** The methods by which an object of the program is one of the library's interfaces. */
const methodsOf: Readonly<Record<string, readonly string[]>> = {
  Deserializer: ['deserialize'],
  ProcessorSupplier: ['get'],
  Serializer: ['serialize'],
  StoreBuilder: ['build'],
  StreamPartitioner: ['partition', 'partitions'],
  TimestampExtractor: ['extract'],
  TopicNameExtractor: ['extract'],
};

function canBe(host: Host, value: Value, type: string): boolean {
  switch (value.kind) {
    case 'null':
      return true;
    case 'text':
      return type === 'String';
    case 'dsl':
      return value.object.type === type;
    case 'native':
      return value.type === type;
    case 'function':
      return type !== 'StoreBuilder' && Object.hasOwn(methodsOf, type);
    case 'object':
      return methodsOf[type]?.some((method) => host.hasMethod(value, method) !== false) === true;
    case 'unknown':
      return value.type === undefined || canBeOf(lastSegment(value.type.name), type);
    default:
      return false;
  }
}

/** Whether a value that is declared to be of one type can be given for another: classes of the library are called after what they are. */
function canBeOf(declared: string, type: string): boolean {
  if (declared === type || /^[A-Z]$/.test(declared)) return true;
  const isFinal = ['String', 'Pattern', 'AutoOffsetReset'];
  if (isFinal.includes(type) || isFinal.includes(declared)) return false;
  const kind = ['Deserializer', 'Serializer', 'Extractor', 'Partitioner'].find((one) => declared.endsWith(one));
  return kind === undefined || type.endsWith(kind);
}

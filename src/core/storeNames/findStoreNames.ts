/** Every place of the code that names a store: where it is made, and where it is asked for. */
import type { Span } from '../../base/text.js';
import type { CallExpression, Expression } from '../form/form.js';
import { callsIn, type ReadCode } from '../rules/codeRule.js';
import { namedText, type NamedText } from '../rules/namedTexts.js';
import { isQuery } from '../rules/storeQueries.js';

export interface StoreNamePlace {
  readonly role: 'made' | 'used';
  readonly file: string;
  /** Of the argument: a literal, a constant's name, or something that is computed. */
  readonly span: Span;
  /** undefined: which store it is, is not known. */
  readonly text: NamedText | undefined;
  /** Of a method that is the DSL's or a method of that name: where its name begins. */
  readonly perhaps?: number;
}

/** In the order of files and texts. */
export function findStoreNames(code: Pick<ReadCode, 'units'>): readonly StoreNamePlace[] {
  return code.units.flatMap((unit) =>
    callsIn(unit.classes).flatMap((call) =>
      namedBy(call).flatMap(({ role, argument, mayBeOther, perhaps }): StoreNamePlace[] => {
        const text = namedText(argument, unit, code);
        const place = { role, file: unit.file, span: argument.span, text };
        return text === undefined && mayBeOther ? [] : [perhaps === undefined ? place : { ...place, perhaps }];
      }),
    ),
  );
}

interface Named {
  readonly role: StoreNamePlace['role'];
  readonly argument: Expression;
  /** The argument is a store's name only where it is a text: it may be something else. */
  readonly mayBeOther: boolean;
  readonly perhaps?: number;
}

/** Of StoreQueryParameters and the like, of KafkaStreams' metadata, of processors' contexts and of TopologyTestDriver: the store comes first. */
const firstNames =
  /^(?:getStateStore|queryMetadataForKey|streamsMetadataForStore|metadataForKey|allMetadataForStore|get(?:Timestamped)?(?:KeyValue|Window)Store|getVersionedKeyValueStore|getSessionStore)$/;
/** Of KStream, and of any class that has a method so called: behind what is done, the stores that it is done with. */
const connecting = /^(?:process|processValues|transform|transformValues|flatTransform|flatTransformValues)$/;
/** Of Stores. */
const suppliers = /^(?:(?:persistent|inMemory)\w*Store(?:WithHeaders)?|lruMap)$/;

function namedBy(call: CallExpression): readonly Named[] {
  const { name, args } = call;
  const [first, ...rest] = args;
  if (first === undefined) return [];
  if ((name === 'as' && isOf(call, 'Materialized') && args.length === 1) || (suppliers.test(name) && isOf(call, 'Stores')))
    // Materialized.as takes a supplier, too, which was named where it was made.
    return [{ role: 'made', argument: first, mayBeOther: name === 'as' && first.kind === 'call' }];
  if (isQuery(call)) return [{ role: 'used', argument: first, mayBeOther: false }];
  if (firstNames.test(name)) return [{ role: 'used', argument: first, mayBeOther: true }];
  if (name === 'connectProcessorAndStateStores') return rest.map((argument) => ({ role: 'used', argument, mayBeOther: true }));
  if (connecting.test(name)) return rest.map((argument) => ({ role: 'used', argument, mayBeOther: true, perhaps: call.nameSpan.start }));
  return [];
}

/** `Type.method()`, also with the package before it. */
const isOf = ({ target }: CallExpression, type: string): boolean =>
  (target?.kind === 'name' || target?.kind === 'select') && target.name === type;

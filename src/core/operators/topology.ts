/** Topology, the Processor API: every name is what the program says, and nothing is drawn. */
import { method, overload, type DslMethod, type Operator } from './operator.js';

const named = { gives: 'Topology', draws: [] } satisfies Partial<Operator>;

const globalStore = method({
  ...named,
  overloads: [
    overload('StoreBuilder, String, Deserializer, Deserializer, String, String, ProcessorSupplier'),
    overload('StoreBuilder, String, TimestampExtractor, Deserializer, Deserializer, String, String, ProcessorSupplier'),
  ],
  store: 'added',
  note: 'Its topic is its changelog.',
});

export const topology = {
  addSource: method({
    ...named,
    overloads: ['String...', 'Pattern'].flatMap((topics) => [
      overload(`AutoOffsetReset?, TimestampExtractor?, String, ${topics}`),
      overload(`AutoOffsetReset?, String, Deserializer, Deserializer, ${topics}`),
      overload(`AutoOffsetReset, String, TimestampExtractor, Deserializer, Deserializer, ${topics}`),
    ]),
  }),
  addProcessor: method({ ...named, overloads: [overload('String, ProcessorSupplier, String...')], store: 'added' }),
  addSink: method({
    ...named,
    overloads: ['String', 'TopicNameExtractor'].flatMap((topic) => [
      overload(`String, ${topic}, StreamPartitioner?, String...`),
      overload(`String, ${topic}, Serializer, Serializer, StreamPartitioner?, String...`),
    ]),
  }),
  addStateStore: method({ ...named, overloads: [overload('StoreBuilder, String...')], store: 'added' }),
  addGlobalStore: globalStore,
  addReadOnlyStateStore: { ...globalStore, since: '3.8' },
  connectProcessorAndStateStores: method({ ...named, overloads: [overload('String, String...')] }),
  describe: method({ overloads: [overload('')], gives: 'TopologyDescription', draws: [], reads: true }),
} as const satisfies Readonly<Record<string, DslMethod>>;

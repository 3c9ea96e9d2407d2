/** Names the stores of a join of two streams: only suppliers give them whole names. */
import type { ConfigObject } from './configObjects.js';
import { chained, type Addition } from './chained.js';
import { kstream, type Named, type Written } from './named.js';
import type { JoinStore } from './naming.js';

export function nameBySuppliers(
  written: Written,
  joined: ConfigObject | undefined,
  old: ConfigObject | undefined,
  stores: readonly [JoinStore, JoinStore],
): Named {
  const { site, writer, imports } = written;
  const storesClass = imports.nameOf('org.apache.kafka.streams.state.Stores');
  const duration = imports.nameOf('java.time.Duration');
  const milliseconds = (count: number): string => writer.factory(duration, 'ofMillis', [], [String(count)]);
  const supplier = ({ name, retentionMs, windowSizeMs, persistent }: JoinStore): string =>
    writer.factory(
      storesClass,
      persistent ? 'persistentWindowStore' : 'inMemoryWindowStore',
      [],
      [writer.text(name), milliseconds(retentionMs), milliseconds(windowSizeMs), 'true'],
    );
  const [left, right] = stores.map(supplier) as [string, string];
  const additions = (['withThisStoreSupplier', 'withOtherStoreSupplier'] as const).map((method, i): Addition => ({
    method,
    argument: [left, right][i]!,
    type: 'org.apache.kafka.streams.state.WindowBytesStoreSupplier',
  }));
  if (joined !== undefined) return chained(written, joined, additions);
  const streamJoined = imports.nameOf(`${kstream}.StreamJoined`);
  if (old !== undefined) return inPlaceOf(written, old, streamJoined, additions);
  return { edits: [], added: [{ index: site.call.args.length, argument: writer.factory(streamJoined, 'with', [], [left, right]) }] };
}

/** `Joined.with(key, value, other)` as a StreamJoined, which takes suppliers. */
function inPlaceOf(written: Written, old: ConfigObject, streamJoined: string, additions: readonly Addition[]): Named {
  const [first, ...more] = old.chain;
  const owner = first?.target;
  if (old.variable !== undefined || first?.name !== 'with' || first.args.length !== 3 || more.length > 0 || owner === undefined)
    return { refused: 'its Joined takes no store suppliers; a StreamJoined in its place would' };
  const named = chained(written, { ...old, type: 'StreamJoined' }, additions);
  if ('refused' in named) return named;
  const behind = named.edits.filter(({ span }) => span.start > owner.span.start);
  const before = named.edits.filter((edit) => !behind.includes(edit)).map(({ newText }) => newText);
  return { ...named, edits: [{ span: owner.span, newText: [...before, streamJoined].join('') }, ...behind] };
}

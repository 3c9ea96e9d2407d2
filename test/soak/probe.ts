/** Says from inside a thread what it holds, to whoever asks over the channel; the thread's own program knows nothing of it. */
import { threadId } from 'node:worker_threads';
import { text } from 'node:stream/consumers';
import v8 from 'node:v8';
import vm from 'node:vm';

export const channelName = 'soak';

/** In bytes but `handles`. */
export interface ThreadMeasure {
  readonly heap: number;
  /** Of the heap, what the program keeps, and not what the engine compiled of it; only where garbage was collected. */
  readonly objects: number | undefined;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly wasm: number;
  /** What keeps the thread's loop alive, by kind: sockets, ports, timers. */
  readonly handles: Readonly<Record<string, number>>;
}

export type ProbeAsk = { readonly kind: 'ask'; readonly id: number; readonly collect: boolean };

export type ProbeAnswer =
  | { readonly kind: 'started'; readonly name: string; readonly thread: number }
  | { readonly kind: 'measured'; readonly id: number; readonly name: string; readonly measure: ThreadMeasure }
  /** Nobody caught it, and the thread ends; or Node warns of a leak. */
  | { readonly kind: 'uncaught'; readonly name: string; readonly message: string };

/** Memories of WebAssembly of this thread, as long as somebody else holds them. */
const memories = new Set<WeakRef<WebAssembly.Memory>>();

/** What is found to be unreachable in one may need the next to go. */
const collections = 3;

let collect: (() => void) | undefined;

/** To be called before anything makes a memory. */
export function watchMemories(): void {
  v8.setFlagsFromString('--expose-gc');
  collect = vm.runInNewContext('gc') as () => void;
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, args, newTarget) {
      const memory = Reflect.construct(target, args, newTarget) as WebAssembly.Memory;
      memories.add(new WeakRef(memory));
      return memory;
    },
  });
}

/** What V8 makes of a program for itself, and what lies outside of the heap. */
const notObjects: ReadonlySet<string> = new Set(['code', 'hidden', 'native', 'synthetic']);

interface HeapSnapshot {
  readonly snapshot: { readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly [readonly string[]] } };
  /** As many numbers for each as it has fields. */
  readonly nodes: readonly number[];
}

async function measureObjects(): Promise<number> {
  const { snapshot, nodes } = JSON.parse(await text(v8.getHeapSnapshot())) as HeapSnapshot;
  const {
    node_fields: fields,
    node_types: [types],
  } = snapshot.meta;
  const [typeAt, sizeAt] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const isCounted = types.map((type) => !notObjects.has(type));
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) if (isCounted[nodes[at + typeAt]!] === true) bytes += nodes[at + sizeAt]!;
  return bytes;
}

/** `whole`: after all that nobody needs was collected. */
export async function measureThread(whole: boolean): Promise<ThreadMeasure> {
  for (let n = whole ? 0 : collections; n < collections; n++) {
    collect?.();
    // A weak reference holds on until the turn is over.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const handles: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) handles[kind] = (handles[kind] ?? 0) + 1;
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  let wasm = 0;
  for (const reference of memories) {
    const memory = reference.deref();
    if (memory === undefined) memories.delete(reference);
    else wasm += memory.buffer.byteLength;
  }
  const objects = whole ? await measureObjects() : undefined;
  // The snapshot itself is a good part of what is resident.
  if (whole) collect?.();
  return { heap: heapUsed, objects, external, arrayBuffers, wasm, handles };
}

/** For a worker thread, before its own program. */
export function installProbe(name: string): void {
  watchMemories();
  const channel = new BroadcastChannel(channelName);
  const say = (answer: ProbeAnswer): void => channel.postMessage(answer);
  const answer = async ({ id, collect: whole }: ProbeAsk): Promise<void> =>
    say({ kind: 'measured', id, name, measure: await measureThread(whole) });
  // Of the channel's two kinds of messages, ours are for the one who asks.
  channel.addEventListener('message', (event) => {
    const { data } = event as Event & { readonly data: ProbeAsk | ProbeAnswer };
    if (data.kind === 'ask') void answer(data);
  });
  (channel as unknown as { unref(): void }).unref();
  process.on('uncaughtExceptionMonitor', (error) => say({ kind: 'uncaught', name, message: error.stack ?? error.message }));
  process.on('warning', ({ name: kind, message }) => {
    if (kind === 'MaxListenersExceededWarning') say({ kind: 'uncaught', name, message });
  });
  say({ kind: 'started', name, thread: threadId });
}

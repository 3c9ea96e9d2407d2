/** The inner loops of assembly/liveRecords.ts, over a memory that threads share: entries and values are addresses there. */
import { wasm } from './assembly/liveRecords.wasm';

/** See assembly/liveRecords.ts and assembly/recordGroup.ts. Addresses come signed. */
export interface Kernel {
  readonly heapBase: { readonly value: number };
  find(group: number): number;
  take(group: number): void;
  process(group: number): void;
  serve(queue: number): void;
  drain(state: number, chunk: number, used: number, place: number, keepsEntries: number): void;
  moveToFile(chunk: number, used: number, place: number): void;
  fillSlots(state: number, from: number, count: number): void;
  hash(state: number, key: number, length: number): number;
  clear(at: number, bytes: number): void;
  after(entry: number): number;
  follow(at: number): number;
  endWith(at: number, next: number): void;
  notBehind(entry: number, bound: number, suffix: number): number;
}

export interface Room {
  moreEntries(bytes: number): void;
  moreLog(bytes: number): void;
}

let compiled: WebAssembly.Module | undefined;

/** What a kernel is made of, in every thread. */
export const kernelModule = (): WebAssembly.Module => (compiled ??= new WebAssembly.Module(wasm));

export function createKernel(memory: WebAssembly.Memory, room: Room): Kernel {
  return new WebAssembly.Instance(kernelModule(), { env: { memory }, room: { ...room } }).exports as unknown as Kernel;
}

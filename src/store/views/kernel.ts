/** The inner loops of assembly/liveRecords.ts, over a memory of their own: entries and values are addresses there. */
import { wasm } from './assembly/liveRecords.wasm';

/** A variable of the loops. */
export interface Variable {
  value: number;
}

/** See assembly/liveRecords.ts. Addresses come signed. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly heapBase: Variable;
  readonly offsets: Variable;
  readonly timestamps: Variable;
  readonly ranges: Variable;
  readonly slots: Variable;
  readonly slotMask: Variable;
  readonly entryCount: Variable;
  readonly entryAt: Variable;
  readonly entryEnd: Variable;
  readonly logAt: Variable;
  readonly logEnd: Variable;
  readonly liveCount: Variable;
  readonly liveBytes: Variable;
  take(records: number, shift: number, asOf: number, byTimestamp: number, nullsAdd: number): void;
  drain(chunk: number, used: number, place: number, keepsEntries: number): void;
  moveToFile(chunk: number, used: number, place: number): void;
  fillSlots(from: number, count: number): void;
  clear(at: number, bytes: number): void;
  after(entry: number): number;
  notBehind(entry: number, bound: number, suffix: number): number;
}

export interface Room {
  moreEntries(bytes: number): void;
  moreLog(bytes: number): void;
}

let compiled: WebAssembly.Module | undefined;

export function createKernel(room: Room): Kernel {
  compiled ??= new WebAssembly.Module(wasm);
  return new WebAssembly.Instance(compiled, { liveRecords: { ...room } }).exports as unknown as Kernel;
}

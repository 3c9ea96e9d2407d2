/** What scripts/assembly.mjs makes of a module of AssemblyScript. */
declare module '*.wasm' {
  export const wasm: Uint8Array<ArrayBuffer>;
}

/** As much of it as we use: Node's own types leave it to those of browsers. */
declare namespace WebAssembly {
  class Memory {
    /** Throws a RangeError. */
    constructor(pages: { readonly initial: number; readonly maximum: number; readonly shared: true });
    readonly buffer: SharedArrayBuffer;
    /** Throws a RangeError. */
    grow(pages: number): number;
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;
  interface Module {
    readonly [Symbol.toStringTag]: string;
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, Memory | ((...args: never) => void)>>>>);
    readonly exports: object;
  }
}

declare module 'snappyjs' {
  /** Throws where the bytes are no snappy block. */
  export function uncompress(bytes: Uint8Array, maxLength?: number): Uint8Array;
}

/** Why batches cannot be read, for a person. */
export class BrokenBatch extends Error {}

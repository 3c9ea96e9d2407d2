/** Copies the sample to a folder that is not there yet, and commits it. */
export function copySample(folder: string, options: { readonly say: (line: string) => void }): void;

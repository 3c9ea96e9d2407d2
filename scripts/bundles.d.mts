export const root: string;
export function readContents(): Promise<ReadonlyMap<string, readonly string[]>>;

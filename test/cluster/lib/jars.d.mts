export declare function kafkaJars(
  version: string,
  options?: { readonly say?: (text: string) => void; readonly signal?: AbortSignal },
): Promise<string>;
export declare function lastLines(text: string, count?: number): string;

/** The folder with the jars of broker, tools and Kafka Streams of a version, such as `4.3.0`; fetched where it is not there. */
export function kafkaJars(version: string, options?: { say?(line: string): void; signal?: AbortSignal }): Promise<string>;
/** A folder of the name that `make` fills, once for good. */
export function cachedFolder(name: string, make: (folder: string) => Promise<void>): Promise<string>;
/** What the Maven file depends on, copied into the folder. */
export function copyDependencies(
  pom: string,
  folder: string,
  properties?: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<void>;

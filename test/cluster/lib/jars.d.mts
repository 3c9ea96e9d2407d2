/** The folder with the jars of broker, tools and Kafka Streams of a version, such as `4.3.0`; fetched where it is not there. */
export function kafkaJars(version: string, options?: { say?(line: string): void; signal?: AbortSignal }): Promise<string>;

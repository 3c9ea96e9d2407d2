/** A version of kafka-streams, compared part by part; missing parts count as 0. */
export interface KafkaVersion {
  readonly text: string;
  /** This version or a later one. */
  since(version: string): boolean;
}

export function createKafkaVersion(text: string): KafkaVersion {
  const own = toParts(text);
  return {
    text,
    since(version) {
      const other = toParts(version);
      for (let i = 0; i < 3; i++) {
        const difference = (own[i] ?? 0) - (other[i] ?? 0);
        if (difference !== 0) return difference > 0;
      }
      return true;
    },
  };
}

function toParts(text: string): number[] {
  return text.split(/[.-]/, 3).map((part) => Number.parseInt(part, 10) || 0);
}

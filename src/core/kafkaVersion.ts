/** A version of kafka-streams, compared part by part; missing parts count as 0. */
export interface KafkaVersion {
  readonly text: string;
  /** This version or a later one. */
  since(version: string): boolean;
}

export function createKafkaVersion(text: string): KafkaVersion {
  const own = toParts(text);
  const answers = new Map<string, boolean>(); // the same few versions are asked for at every operator
  const compare = (version: string): boolean => {
    const other = toParts(version);
    for (let i = 0; i < 3; i++) {
      const difference = (own[i] ?? 0) - (other[i] ?? 0);
      if (difference !== 0) return difference > 0;
    }
    return true;
  };
  return {
    text,
    since(version) {
      let answer = answers.get(version);
      if (answer === undefined) answers.set(version, (answer = compare(version)));
      return answer;
    },
  };
}

function toParts(text: string): number[] {
  return text.split(/[.-]/, 3).map((part) => Number.parseInt(part, 10) || 0);
}

/** What we say of an expression: `?` where it is not known. */
import { createTextAnalyser } from '../../../support/textAnalyser.js';
import { codeOf, imports, members, plainMembers } from './expressions.js';

export interface Reader {
  /** A line break is written \n. */
  read(expression: string): string;
  dispose(): void;
}

/** `tellsExceptions`: by their names; else only that there is one, which is much faster. */
export async function createReader({ tellsExceptions = true } = {}): Promise<Reader> {
  const used = tellsExceptions ? members : plainMembers;
  const analyser = await createTextAnalyser();
  return {
    read(expression) {
      const topologies = analyser.analyse({ 'App.java': program(expression, used) }).topologies;
      const topics = topologies.flatMap(({ sources }) => sources.map(({ topic }) => topic));
      return topics.length === 1 && topics[0] !== null ? topics[0]!.slice(1).replaceAll('\n', '\\n') : '?';
    },
    dispose: () => analyser.dispose(),
  };
}

function program(expression: string, used: string): string {
  const { members: own, lambda } = codeOf(expression);
  return `${imports} import org.apache.kafka.streams.*;
class App {${used}
  ${own}
  static void build(StreamsBuilder b) { b.<String, String>stream("t" + show(${lambda})).to("out"); }
}
`;
}

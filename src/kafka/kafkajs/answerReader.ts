/** Kafka's answers off a socket: each begins with its length, and is handed on when it is whole. */
import { takeBuffer } from '../answerBuffers.js';

const lengthBytes = 4;
/** No answer is longer. HTTP, SSH, SMTP and TLS all begin with what would be a longer one. */
export const longestAnswer = 256 * 1024 * 1024;

/** Takes what was read, in any pieces, of which it keeps nothing. Other than `read`: nothing more can be read. */
export type AnswerReader = (bytes: Uint8Array) => 'read' | 'notKafka' | 'tooLong';

/** `take` gets each answer with its length before it. `mostBytes`: of the answer that begins now, at most `longestAnswer`. */
export function createAnswerReader(take: (answer: Buffer) => void, mostBytes: () => number): AnswerReader {
  const head = Buffer.alloc(lengthBytes);
  let headFilled = 0;
  let answer: Buffer | undefined;
  let filled = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length;) {
      if (answer === undefined) {
        head[headFilled++] = bytes[at++]!;
        if (headFilled < lengthBytes) continue;
        const length = head.readInt32BE(0);
        if (length < 0 || length > longestAnswer) return 'notKafka';
        if (length > mostBytes()) return 'tooLong';
        answer = takeBuffer(lengthBytes + length);
        answer.set(head);
        filled = lengthBytes;
        headFilled = 0;
      }
      const more = Math.min(answer.length - filled, bytes.length - at);
      answer.set(bytes.subarray(at, at + more), filled);
      filled += more;
      at += more;
      if (filled < answer.length) continue;
      const whole = answer;
      answer = undefined;
      take(whole);
    }
    return 'read';
  };
}

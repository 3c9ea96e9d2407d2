/** Answers are put together from whatever pieces a socket gives, in memory that is used again only when it was given back. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { giveBack, takeBuffer } from '../../src/kafka/answerBuffers.js';
import { createAnswerReader, longestAnswer } from '../../src/kafka/kafkajs/answerReader.js';
import { createRandom } from '../store/views/naiveModel.js';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  // What one test gave back is not the next one's.
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
});

const framed = (body: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length);
  return Buffer.concat([length, body]);
};

it.each([1, 2, 3, 4])('hands on each answer whole, whatever the pieces (seed %i)', (seed) => {
  const random = createRandom(seed);
  const answers = Array.from({ length: 60 }, () => Buffer.alloc(random(10) === 0 ? random(600_000) : random(40), random(256))).map(framed);
  const stream = Buffer.concat(answers);
  const taken: Buffer[] = [];
  const read = createAnswerReader(
    (answer) => taken.push(answer),
    () => longestAnswer,
  );
  const piece = Buffer.alloc(100_000);
  for (let at = 0; at < stream.length;) {
    const count = Math.min(stream.length - at, 1 + random(random(3) === 0 ? 7 : piece.length));
    stream.copy(piece, 0, at, at + count);
    expect(read(piece.subarray(0, count))).toBe('read');
    piece.fill(0xee); // the socket's buffer is used again
    at += count;
  }
  expect(Buffer.concat(taken).equals(stream)).toBe(true);
  expect(taken.map(({ length }) => length)).toEqual(answers.map(({ length }) => length));
});

it.each([
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n'],
  ['SSH', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['a TLS alert', '\u0015\u0003\u0001\u0000\u0002'],
  ['a negative length', '\u00ff\u00ff\u00ff\u00ff'],
])('takes %s for no answer', (_, text) => {
  const read = createAnswerReader(
    () => expect.unreachable(),
    () => longestAnswer,
  );
  expect(read(Buffer.from(text, 'latin1'))).toBe('notKafka');
});

it('uses memory again only when it was given back, and once', () => {
  const first = takeBuffer(1_000_000);
  const second = takeBuffer(1_000_000);
  expect(second.buffer).not.toBe(first.buffer);
  giveBack(first.subarray(100, 2000));
  giveBack(first);
  const [third, fourth] = [takeBuffer(900_000), takeBuffer(900_000)];
  expect(third.buffer).toBe(first.buffer);
  expect(third.length).toBe(900_000);
  expect([first.buffer, second.buffer]).not.toContain(fourth.buffer);
});

it('leaves alone what was not taken from it, and small buffers', () => {
  const own = Buffer.alloc(1_000_000);
  giveBack(own);
  expect(takeBuffer(1_000_000).buffer).not.toBe(own.buffer);
  const small = takeBuffer(100);
  giveBack(small);
  expect(takeBuffer(100).buffer).not.toBe(small.buffer);
});

it('lets go of what nobody took for a while, and of nothing else', () => {
  const size = 1 << 20;
  const all = Array.from({ length: 8 }, () => takeBuffer(size));
  const isOld = ({ buffer }: Uint8Array): boolean => all.some((one) => one.buffer === buffer);
  for (const one of all) giveBack(one);
  // Two at a time are enough from now on.
  for (let second = 0; second < 60; second++) {
    const pair = [takeBuffer(size), takeBuffer(size)];
    expect(pair.every(isOld)).toBe(true);
    for (const one of pair) giveBack(one);
    vi.advanceTimersByTime(1000);
  }
  const taken = Array.from({ length: 8 }, () => takeBuffer(size));
  expect(taken.filter(isOld)).toHaveLength(2);
  for (const one of taken) giveBack(one);
  vi.advanceTimersByTime(20_000);
  expect(vi.getTimerCount()).toBe(0);
  expect(taken.map(({ buffer }) => buffer)).not.toContain(takeBuffer(size).buffer);
});

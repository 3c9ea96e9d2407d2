// A JVM that runs one main method after the other: most of them end sooner than a JVM starts. Imports no installed package.
import { spawn } from 'node:child_process';
import { endWithUs } from './endWithUs.mjs';

/** Nobody pays for one that nothing is asked of. */
const idleMs = 20_000;

/** By its command line. */
const running = new Map();

/**
 * Runs `main` of the folder `classes` (empty: of the class path), after those that were asked for before. `given`: the options of the JVM, with
 * its class path and class. Gives `{ status, stdout, stderr }`; rejects where the JVM ends before it answers.
 */
export function runWarm(given, { classes, main, args, input }) {
  const key = JSON.stringify(given);
  let warm = running.get(key);
  if (warm === undefined) running.set(key, (warm = start(given, () => running.get(key) === warm && running.delete(key))));
  return warm.ask([classes, main, input, ...args]);
}

function start(given, ended) {
  const child = spawn('java', given, { stdio: ['pipe', 'pipe', 'pipe'] });
  endWithUs(child);
  const waiting = [];
  let read = Buffer.alloc(0);
  let said = '';
  let idle;
  /** What waits for nothing keeps no process from its end, which ends it. */
  const hold = (is) => {
    for (const one of [child, child.stdin, child.stdout, child.stderr]) {
      if (is) one.ref();
      else one.unref();
    }
  };
  const rest = () => {
    hold(false);
    idle = setTimeout(() => {
      ended();
      child.stdin.end();
    }, idleMs).unref();
  };
  child.stdin.on('error', () => {}); // it ended, which is said below
  child.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-2000)));
  child.stdout.on('data', (bytes) => {
    read = Buffer.concat([read, bytes]);
    for (let answer = answerOf(read); answer !== undefined; answer = answerOf(read)) {
      read = answer.rest;
      waiting.shift().resolve(answer.told);
      if (waiting.length === 0) rest();
    }
  });
  const failed = (cause) => {
    clearTimeout(idle);
    ended();
    for (const { reject } of waiting.splice(0)) reject(new Error(`the JVM ended before it answered: ${said}`, { cause }));
  };
  child.on('error', (error) => failed(error.code === 'ENOENT' ? new Error('a JDK (java) is missing', { cause: error }) : error));
  child.on('close', (status) => failed(new Error(`status ${status}`)));
  return {
    ask(texts) {
      clearTimeout(idle);
      hold(true);
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(Buffer.concat([numberOf(texts.length), ...texts.flatMap(framed)]));
      });
    },
  };
}

function numberOf(n) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(n);
  return bytes;
}

function framed(text) {
  const bytes = Buffer.from(text);
  return [numberOf(bytes.length), bytes];
}

/** undefined: it is not all there yet. */
function answerOf(read) {
  if (read.length < 8) return undefined;
  const status = read.readInt32BE(0);
  const outEnd = 8 + read.readInt32BE(4);
  if (read.length < outEnd + 4) return undefined;
  const end = outEnd + 4 + read.readInt32BE(outEnd);
  if (read.length < end) return undefined;
  const told = { status, stdout: read.toString('utf8', 8, outEnd), stderr: read.toString('utf8', outEnd + 4, end) };
  return { told, rest: read.subarray(end) };
}

// One JVM of the sample, with its log in a file.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { endWithUs } from '../../test/cluster/lib/endWithUs.mjs';
import { lastLines } from '../../test/cluster/lib/jars.mjs';

const jvm = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Xmx256m', '-Dorg.slf4j.simpleLogger.defaultLogLevel=info'];

/** Starts a class of the sample. `over` resolves with its exit code (null after a signal). It ends when this process does. */
export function startJava({ classPath, main, args = [], properties = {}, logFile }) {
  const settings = Object.entries(properties).map(([key, value]) => `-D${key}=${value}`);
  const log = fs.openSync(logFile, 'a');
  const before = fs.fstatSync(log).size;
  const child = spawn('java', [...jvm, ...settings, '-cp', classPath, `com.example.orders.${main}`, ...args], {
    stdio: ['ignore', log, log],
    detached: true, // Ctrl+C in a terminal reaches us only: we end it in order
  });
  fs.closeSync(log);
  endWithUs(child);
  let missing = false;
  const over = new Promise((resolve) => {
    child.once('error', () => {
      missing = true;
      resolve(null);
    });
    child.once('exit', resolve);
  });
  const alive = () => !missing && child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid,
    over,
    alive,
    /** Why it is not there any more, for a message. */
    reason: () => (missing ? 'a JDK (java) is missing' : lastLines(fs.readFileSync(logFile, 'utf8'), 5)),
    /** What it wrote, not what one before it did. */
    logText: () => fs.readFileSync(logFile).toString('utf8', before),
    async end(how) {
      if (!alive()) return;
      child.kill(how);
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await over;
      clearTimeout(late);
    },
  };
}

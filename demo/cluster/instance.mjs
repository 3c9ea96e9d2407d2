// One instance of an application of the sample: a JVM, its state directory and its endpoint.
import fs from 'node:fs';
import path from 'node:path';
import { freePorts } from '../../test/cluster/lib/broker.mjs';
import { startJava } from './java.mjs';

/**
 * `{ name, application, host, port, url, stateDir, logFile, alive(), pid(), start(), stop(), kill(), health(), lags(), whenRunning(milliseconds) }`.
 * After `stop` or `kill` it starts again on its port with its state.
 */
export async function createInstance({ name, application, main, classPath, directory, properties, signal }) {
  const [port] = await freePorts(1);
  const stateDir = path.join(directory, name);
  const logFile = path.join(directory, `${name}.log`);
  const url = `http://127.0.0.1:${port}/iq/v1`;
  fs.mkdirSync(stateDir, { recursive: true });
  let java;
  const alive = () => java?.alive() ?? false;
  const get = async (place) => {
    const response = await fetch(`${url}${place}`, { signal: AbortSignal.timeout(10_000) });
    if (!response.ok) throw new Error(`${name} answers ${place} with ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const health = () => get('/health');
  return {
    name,
    application,
    host: '127.0.0.1',
    port,
    url,
    stateDir,
    logFile,
    alive,
    pid: () => java?.pid,
    health,
    /** Per store and partition `{ position, end, lag }`, as the application itself says. */
    lags: async () => (await get('/lags')).lags,
    start() {
      if (alive()) return;
      java = startJava({ classPath, main, logFile, properties: { ...properties, 'http.port': port, 'state.dir': stateDir } });
    },
    stop: async () => java?.end('SIGTERM'),
    kill: async () => java?.end('SIGKILL'),
    async whenRunning(milliseconds = 90_000) {
      const end = Date.now() + milliseconds;
      let state = 'no answer yet';
      while (Date.now() < end) {
        signal?.throwIfAborted();
        if (!alive()) throw new Error(`${name} ended: ${java?.reason() ?? 'it was never started'}`);
        // Refused until its server listens: asked again until the time is over.
        state = await health().then(
          (answer) => answer.state,
          (error) => error.cause?.message ?? error.message,
        );
        if (state === 'RUNNING') return;
        await new Promise((done) => setTimeout(done, 200));
      }
      throw new Error(`${name} is not running after ${milliseconds / 1000} s (${state}); its log is ${logFile}`);
    },
  };
}

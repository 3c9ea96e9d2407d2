/** A real Apicurio Registry that keeps its schemas in memory, and its serializers. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cachedFolder, copyDependencies } from '../lib/jars.mjs';

/** The last that runs on Java 17. */
const version = '2.6.13.Final';

export interface Apicurio {
  /** Without a slash at the end. */
  readonly url: string;
  /** A folder with the jars of its serializers. */
  readonly serdes: string;
  stop(): Promise<void>;
}

/** Rejects where it does not answer within a minute. */
export async function startApicurio(): Promise<Apicurio> {
  const folder = await cachedFolder(`apicurio-${version}`, unpack);
  const port = await freePort();
  const options = [
    '-Xmx512m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Dquarkus.http.host=127.0.0.1',
    `-Dquarkus.http.port=${port}`,
  ];
  const jar = join(folder, 'registry', `apicurio-registry-app-${version}-runner.jar`);
  const child = spawn('java', [...options, '-jar', jar], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  const ended = once(child, 'close');
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + 60_000; Date.now() < end && child.exitCode === null; await wait(200))
    if (await answers(`${url}/apis/registry/v2/system/info`)) return { url, serdes: join(folder, 'serdes'), stop };
  await stop();
  throw new Error(`Apicurio Registry did not start: ${said}`);
}

async function unpack(folder: string): Promise<void> {
  const serdes = join(folder, 'serdes');
  await copyDependencies(join(import.meta.dirname, 'pom.xml'), serdes, { av: version });
  const packed = readdirSync(serdes).find((name) => name.endsWith('.tar.gz'));
  if (packed === undefined) throw new Error('the package of Apicurio Registry is missing');
  mkdirSync(join(folder, 'registry'));
  await promisify(execFile)('tar', ['xzf', join(serdes, packed), '-C', join(folder, 'registry')]);
  rmSync(join(serdes, packed));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // nothing listens yet
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

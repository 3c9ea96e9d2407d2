/** kslens endpoint */
import path from 'node:path';
import { nearestKafkaVersion } from '../core/kafkaVersions.js';
import {
  agentFlavour,
  endpointFlavours,
  isEndpointVersion,
  oldestEndpointVersion,
  writeEndpoint,
  type EndpointFile,
} from '../live/endpoint/writeEndpoint.js';
import { agentJarName, readAgentJar } from '../platform/agents/agentJar.js';
import { readRegularFile } from '../platform/files/readRegularFile.js';
import { makeFolder, writeRegularFile } from '../platform/files/writeRegularFile.js';
import { CommandLineError } from './commandLineError.js';
import type { GivenOptions } from './options.js';
import type { Terminal } from './terminal.js';

/** Files that are there and differ are somebody's work: they are not written over. */
export function endpoint(given: GivenOptions, terminal: Terminal): Promise<number> {
  const flavour = endpointFlavours.find((one) => one === given.text('flavour'));
  const out = given.text('out');
  if (given.text('flavour') === agentFlavour) return Promise.resolve(writeAgent(out, given, terminal));
  const packageName = given.text('package') ?? null;
  if (flavour === undefined || out === undefined)
    throw new CommandLineError(
      `endpoint needs --flavour ${endpointFlavours.join('|')} and --out DIR, the folder of the sources, such as src/main/java; or --flavour ${agentFlavour}`,
    );
  const { version } = nearestKafkaVersion(given.text('kafka-version'));
  if (!isEndpointVersion(version))
    throw new CommandLineError(
      `the endpoint needs Kafka Streams ${oldestEndpointVersion} or later: earlier versions do not tell why a store cannot be read`,
    );
  const files = writeEndpoint({ flavour, packageName, kafkaVersion: version });
  const folder = folderOf(path.resolve(terminal.cwd, out), packageName);
  const existing = files.filter((file) => differs(path.join(folder, file.name), file));
  if (existing.length > 0)
    throw new CommandLineError(`${existing.map(({ name }) => name).join(' and ')} in ${out} is there and differs: nothing is written over`);
  const trouble = makeFolder(folder);
  if (trouble !== undefined) throw new CommandLineError(`${out}: ${trouble}`);
  for (const { name, text } of files) {
    const refused = writeRegularFile(path.join(folder, name), text);
    if (refused !== undefined) throw new CommandLineError(`${name}: ${refused}`);
    terminal.print(`${path.relative(terminal.cwd, path.join(folder, name))}\n`);
  }
  terminal.say(`kslens: written for Kafka Streams ${version}; ${nextSteps[flavour]}`);
  return Promise.resolve(0);
}

/** A jar that is there may be open in a running application, which ends where its bytes change: it is not written over. */
function writeAgent(out: string | undefined, given: GivenOptions, terminal: Terminal): number {
  const [other] = ['package', 'kafka-version'].filter((name) => given.has(name));
  if (other !== undefined) throw new CommandLineError(`--${other} is of sources: the agent takes whatever the application has`);
  if (out === undefined) throw new CommandLineError(`endpoint --flavour ${agentFlavour} needs --out, a folder or a file that ends in .jar`);
  const jar = readAgentJar();
  if (!jar.ok) throw new CommandLineError(`this kslens has no agent: ${jar.error}`);
  const file = path.resolve(terminal.cwd, out.endsWith('.jar') ? out : path.join(out, agentJarName));
  const shown = path.relative(terminal.cwd, file);
  const there = readRegularFile(file, { limit: 4 * 1024 * 1024 });
  const isSame = there.kind === 'read' && Buffer.compare(there.bytes, jar.value) === 0;
  if (there.kind !== 'missing' && !isSame)
    throw new CommandLineError(`${shown} is there and differs: remove it once no application runs with it, or write elsewhere`);
  const refused = isSame ? undefined : (makeFolder(path.dirname(file)) ?? writeRegularFile(file, jar.value));
  if (refused !== undefined) throw new CommandLineError(`${shown}: ${refused}`);
  terminal.print(`${shown}\n`);
  terminal.say(
    `kslens: start the application with -javaagent:${shown} (Java 11 or later, Kafka Streams 2.8 or later), and ask it with kslens query --app ID --via application`,
  );
  return 0;
}

const nextSteps = {
  jdk: 'make a QueryEndpoint beside your KafkaStreams, as its comment shows, and ask it with kslens query --via application',
  spring: 'the controller is found as a bean of your application (spring-web, spring-kafka); ask it with kslens query --via application',
  quarkus:
    'the resource is found as a bean of your application (quarkus-rest, quarkus-kafka-streams); ask it with kslens query --via application',
  micronaut: 'give the controller its QueryEndpoint, as its comment shows, and ask it with kslens query --via application',
} as const;

/** As Java wants it: below the folder of the sources, unless the package's own was given. */
function folderOf(out: string, packageName: string | null): string {
  const below = packageName?.split('.').join(path.sep) ?? '';
  return below === '' || out === below || out.endsWith(path.sep + below) ? out : path.join(out, below);
}

const differs = (file: string, { text }: EndpointFile): boolean => {
  const there = readRegularFile(file, { limit: 4 * 1024 * 1024 });
  return there.kind === 'refused' || (there.kind === 'read' && Buffer.from(there.bytes).toString('utf8') !== text);
};

/** Helm charts, Compose files and Dockerfiles. */
import type { Deployment, JavaOptions } from './deployment.js';
import { at, countAt, imageName, named, textAt, unitBytes, variablesAt, wordsAt } from './parts.js';
import { quantity } from './kubernetes.js';

/** By the words that charts made by `helm create` have; undefined: it says nothing of them. `file`: of the values. */
export function helmDeployment(file: string, chart: unknown, values: unknown): Deployment | undefined {
  const name = textAt(chart, 'name');
  if (name === undefined) return undefined;
  const isScaled = at(values, 'autoscaling', 'enabled') === true;
  const options = typeof values !== 'object' || values === null ? [] : Object.entries(values).filter(([key]) => isOptions(key));
  const variables = new Map([
    ...options.flatMap(([, value]): [string, string][] => (typeof value === 'string' ? [['JAVA_OPTS', value]] : [])),
    ...variablesAt(values, 'env'),
  ]);
  return {
    called: `Helm chart ${name}`,
    file,
    names: named(
      name,
      textAt(values, 'nameOverride'),
      textAt(values, 'fullnameOverride'),
      imageName(textAt(values, 'image', 'repository')),
    ),
    instances: isScaled ? null : (countAt(values, 'replicaCount') ?? countAt(values, 'replicas')),
    limitBytes: quantity(at(values, 'resources', 'limits', 'memory')),
    java: { variables, command: [...wordsAt(values, 'command'), ...wordsAt(values, 'args')] },
  };
}

const isOptions = (key: string): boolean => /^java_?(?:tool_?)?(?:opts|options)$/i.test(key);

export function composeDeployments(file: string, document: unknown): Deployment[] {
  const services = at(document, 'services');
  if (typeof services !== 'object' || services === null || Array.isArray(services)) return [];
  return Object.entries(services).map(([name, service]: [string, unknown]) => ({
    called: `Compose service ${name}`,
    file,
    names: named(name, textAt(service, 'container_name'), imageName(textAt(service, 'image'))),
    instances: countAt(service, 'deploy', 'replicas') ?? countAt(service, 'scale'),
    limitBytes: composeBytes(at(service, 'deploy', 'resources', 'limits', 'memory') ?? at(service, 'mem_limit')),
    java: { variables: variablesAt(service, 'environment'), command: [...wordsAt(service, 'entrypoint'), ...wordsAt(service, 'command')] },
  }));
}

/** Docker's units are powers of 1024; null: none. */
function composeBytes(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : null;
  const { number, unit = '' } =
    /^(?<number>\d{1,15}(?:\.\d{1,6})?)(?<unit>[kmgt])?b?$/i.exec(typeof value === 'string' ? value.trim() : '')?.groups ?? {};
  return number === undefined ? null : Math.floor(Number(number) * unitBytes(unit));
}

/** Of the last stage; undefined: nothing there is of Java. */
export function imageOptions(text: string): JavaOptions | undefined {
  const lines = text.replaceAll(/\\\r?\n/g, ' ').split(/\r?\n/);
  const from = lines.findLastIndex((line) => firstWord(line)[0].toUpperCase() === 'FROM');
  const variables = new Map<string, string | null>();
  const commands = new Map<string, string>();
  for (const line of lines.slice(from + 1)) {
    const [word, rest] = firstWord(line);
    if (word.toUpperCase() === 'ENV')
      for (const [name, value] of environment(rest)) variables.set(name, value.includes('$') ? null : value);
    if (/^(?:ENTRYPOINT|CMD)$/i.test(word)) commands.set(word.toUpperCase(), rest);
  }
  const command = [commands.get('ENTRYPOINT'), commands.get('CMD')].flatMap((one) => (one === undefined ? [] : words(one)));
  return variables.size === 0 && command.length === 0 ? undefined : { variables, command };
}

/** What stands before the first space, and what after it. */
function firstWord(line: string): readonly [string, string] {
  const text = line.trim();
  const end = text.search(/\s/);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trim()];
}

/** `A=b C="d e"`, and the older `A b c`. */
function environment(rest: string): [string, string][] {
  if (!/^[A-Za-z_]\w*=/.test(rest)) {
    const [name, value] = firstWord(rest);
    return [[name, value]];
  }
  return unquotedWords(rest).flatMap((word): [string, string][] => {
    const equals = word.indexOf('=');
    return equals < 0 ? [] : [[word.slice(0, equals), word.slice(equals + 1)]];
  });
}

/** As a shell parts them, without their quotes. */
function unquotedWords(text: string): readonly string[] {
  const found: string[] = [];
  let word = '';
  let quote: string | undefined;
  for (const char of `${text} `) {
    if (quote === undefined && /\s/.test(char)) {
      if (word !== '') found.push(word);
      word = '';
    } else if (char === quote) quote = undefined;
    else if (quote === undefined && (char === '"' || char === "'")) quote = char;
    else word += char;
  }
  return found;
}

/** A JSON list, or a line of a shell. */
const words = (text: string): readonly string[] => text.split(/[\s,"[\]]+/).filter((word) => word !== '');

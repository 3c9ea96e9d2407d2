import type { Command } from './commands.js';
import { wrap } from '../present/table/layout.js';
import type { Option } from './options.js';

const width = 100;

const exitStatus = ['Exit status: 0 done, 1 done with findings at or above --fail-on, 2 could not do its work.'];

export function generalHelp(commands: readonly Command[]): string {
  const commandColumn = Math.max(...commands.map(({ name, operands }) => `${name} ${operands}`.length)) + 2;
  return [
    'kslens reads Kafka Streams code and says which stores, changelog and repartition topics it makes.',
    '',
    'Usage: kslens COMMAND [OPTIONS] …',
    '',
    'Commands:',
    ...commands.map(({ name, operands, summary }) => `  ${`${name} ${operands}`.padEnd(commandColumn)}${summary}`),
    '',
    'Options:',
    `${'  --help'.padEnd(commandColumn + 2)}Show this help; after a command, its own.`,
    `${'  --version'.padEnd(commandColumn + 2)}Show the version.`,
    '',
    ...exitStatus,
    '',
  ].join('\n');
}

export function commandHelp(command: Command): string {
  const heads = command.options.map(head);
  const column = Math.max(...heads.map((h) => h.length)) + 4;
  return [
    `Usage: kslens ${[command.name, command.operands].filter((word) => word !== '').join(' ')} [OPTIONS]`,
    '',
    ...wrap(command.about, width),
    '',
    'Options:',
    ...command.options.flatMap((option, i) => wrap(option.help, width, `  ${heads[i] ?? ''}`.padEnd(column), ' '.repeat(column))),
    '',
    ...exitStatus,
    '',
  ].join('\n');
}

const head = ({ name, value }: Option): string => (value === undefined ? `--${name}` : `--${name} ${value}`);

/** From arguments to an exit status. */
import { editDistance } from '../base/editDistance.js';
import { printable } from '../base/printable.js';
import { readToolVersion } from '../platform/toolVersion.js';
import { CommandLineError } from './commandLineError.js';
import { commands, type Command } from './commands.js';
import { commandHelp, generalHelp } from './help.js';
import { parseOptions } from './options.js';
import type { Terminal } from './terminal.js';

/** Never rejects. 0: done and clean; 1: done, with findings; 2: could not do its work, one line says why. */
export async function run(args: readonly string[], given: Terminal): Promise<number> {
  // Messages name what others wrote; whatever command says one, it is one line and steers nothing.
  const terminal: Terminal = { ...given, say: (line) => given.say(printable(line)) };
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    if (error instanceof CommandLineError) {
      terminal.say(`kslens: ${error.message}`);
      return 2;
    }
    if (args.includes('--debug')) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      for (const line of stack.split('\n')) terminal.say(line);
    } else
      terminal.say(
        `kslens: the program failed: ${error instanceof Error ? error.message : String(error)}; run again with --debug to see where`,
      );
    return 2;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    const asked = commands.find((c) => c.name === rest[0]);
    const help = asked === undefined ? generalHelp(commands) : commandHelp(asked);
    terminal.print(help);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    terminal.print(`${readToolVersion()}\n`);
    return 0;
  }
  const command = commands.find((c) => c.name === name);
  if (command === undefined) {
    const near = commands.find((c) => editDistance(c.name, name) <= 2);
    throw new CommandLineError(`unknown command ${name}${near === undefined ? '' : ` (did you mean ${near.name}?)`}; see kslens --help`);
  }
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  if (options.includes('--help') || options.includes('-h')) {
    terminal.print(commandHelp(command));
    return 0;
  }
  const given = parseOptions(command.name, rest, command.options, command.operands.includes('KEY'));
  if (given.paths.length < (command.minPaths ?? Math.min(1, command.maxPaths)))
    throw new CommandLineError(`${command.name} needs ${neededOf(command)}: kslens ${command.name} ${command.operands}`);
  if (given.paths.length > command.maxPaths)
    throw new CommandLineError(
      command.maxPaths === 0
        ? `${command.name} takes options only, not ${given.paths[0]}; see kslens ${command.name} --help`
        : `${command.name} takes ${command.operands}, not ${given.paths.length} of them`,
    );
  return command.run(given, terminal);
}

function neededOf({ operands }: Command): string {
  if (operands.startsWith('OPERATION')) return 'an operation';
  return operands === 'KEY' ? 'a key' : 'a path';
}

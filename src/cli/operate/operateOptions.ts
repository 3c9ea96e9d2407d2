/** The options of the commands that may write to a cluster. */
import { app, bootstrap, connection, debug, help, project, topology, type Option } from '../options.js';

const topicName = (value: string): string | undefined =>
  /^[\w.-]{1,249}$/.test(value) ? undefined : 'must be the name of a topic: letters, digits, dots, hyphens and underscores';
const topicNames = (value: string): string | undefined =>
  value.split(',').every((name) => topicName(name.trim()) === undefined) ? undefined : 'must be names of topics, with commas between';
const yes: Option = {
  name: 'yes',
  value: 'NAME',
  help: 'The name that is otherwise asked for at the terminal, word for word, so that nothing is changed by mistake.',
};
const carryOut: Option = {
  name: 'write',
  value: undefined,
  help: 'Carry the plan out, on a cluster whose --connection file has kslens.writable=true; without it nothing is changed.',
};
const writing = [carryOut, yes, bootstrap, connection, debug, help];
export const moveStateOptions: readonly Option[] = [
  app,
  { name: 'from', value: 'TOPIC', help: 'The changelog topic that holds the state.', check: topicName },
  {
    name: 'to',
    value: 'TOPIC',
    help: 'The changelog topic that the application will look for: made if it is not there.',
    check: topicName,
  },
  ...writing,
];
export const deleteOrphansOptions: readonly Option[] = [app, topology, ...project, ...writing];
export const resetOptions: readonly Option[] = [
  app,
  { name: 'input-topics', value: 'TOPIC,…', help: 'Topics that the application reads again from their beginning.', check: topicNames },
  { name: 'internal-topics', value: 'TOPIC,…', help: 'Delete only these of the internal topics (default: all).', check: topicNames },
  ...writing,
];

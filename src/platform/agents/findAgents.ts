/** The agents that run on this machine: files in a folder of the user's, which their processes remove when they end. */
import { lstatSync, readdirSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { parseAnnouncement, type Agent } from '../../live/agents/agent.js';
import { readRegularFile } from '../files/readRegularFile.js';

const largestAnnouncement = 16 * 1024;
/** The newest: processes that were killed leave theirs. */
const mostRead = 500;

export interface FoundAgents {
  readonly agents: readonly Agent[];
  /** Files that are no announcement of a running process of this user, each with the reason. */
  readonly ignored: readonly { readonly file: string; readonly why: string }[];
}

/** Never throws. */
export function findAgents(folders: readonly string[] = agentFolders()): FoundAgents {
  const agents: Agent[] = [];
  const ignored: { file: string; why: string }[] = [];
  for (const file of newest(folders)) {
    const found = readAgent(file);
    if (typeof found === 'string') ignored.push({ file, why: found });
    else agents.push(found);
  }
  return { agents, ignored };
}

/** Java asks the system for the user's home, programs of a shell its environment: both may have some. */
function agentFolders(): readonly string[] {
  const homes = new Set([homedir()]);
  try {
    homes.add(userInfo().homedir);
  } catch {
    // a user whom the system does not know
  }
  return [...homes].filter((home) => path.isAbsolute(home)).map((home) => path.join(home, '.kslens', 'agents'));
}

function newest(folders: readonly string[]): readonly string[] {
  return folders
    .flatMap((folder) => namesIn(folder).map((name) => path.join(folder, name)))
    .map((file) => ({ file, time: lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.time - a.time)
    .slice(0, mostRead)
    .map(({ file }) => file)
    .sort();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /^\d{1,10}-\d{1,6}\.json$/.test(name));
  } catch {
    return []; // no agent ever ran here, or the folder is not ours to read
  }
}

function readAgent(file: string): Agent | string {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status === undefined) return 'it is gone';
  if (!status.isFile()) return 'it is no regular file';
  // Whoever could write it could have us send questions, and tell us anything.
  const user = process.getuid?.();
  if (user !== undefined && status.uid !== user) return 'it is of another user';
  if (user !== undefined && (status.mode & 0o077) !== 0) return 'others may read or write it';
  const read = readRegularFile(file, { limit: largestAnnouncement });
  if (read.kind !== 'read') return read.kind === 'missing' ? 'it is gone' : read.reason;
  const agent = parseAnnouncement(Buffer.from(read.bytes).toString('utf8'));
  if (!agent.ok) return agent.error;
  return isRunning(agent.value.process) ? agent.value : 'its process has ended';
}

/** Of this user: others may not be asked. */
function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}

/** What the Java agent (`agent/`) announces of a KafkaStreams on this machine, in a file that its user alone can read. */
import * as v from 'valibot';
import { parseApplicationServer, type ServerAddress } from '../../applications/applicationServer.js';
import { fail, succeed, type Result } from '../../base/result.js';
import type { LiveAddress } from '../client/liveAddress.js';

export interface Agent {
  /** On the loopback address, with its token. */
  readonly address: LiveAddress;
  /** Its number in the system. */
  readonly process: number;
  readonly applicationId: string;
  /** What client ids of its consumers begin with: `client.id`, or the application's id and a number of its own. */
  readonly clientId: string;
  /** Its `application.server`; null: none that is an address. */
  readonly server: ServerAddress | null;
}

const announcement = v.object({
  api: v.literal('ks-iq/1'),
  process: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  // It becomes a header.
  token: v.pipe(v.string(), v.regex(/^[!-~]{1,200}$/)),
  applicationId: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
  clientId: v.pipe(v.string(), v.maxLength(2000)),
  applicationServer: v.nullable(v.string()),
});

/** Fails with why it is none, as a clause. */
export function parseAnnouncement(text: string): Result<Agent, string> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return fail('it is no JSON');
  }
  const read = v.safeParse(announcement, json);
  if (!read.success) return fail(`it is no announcement: ${read.issues[0].message}`);
  const { process, port, token, applicationId, clientId, applicationServer } = read.output;
  const server = applicationServer === null ? undefined : parseApplicationServer(applicationServer);
  return succeed({
    address: { secure: false, server: { host: '127.0.0.1', port }, prefix: '', isGiven: true, token },
    ...{ process, applicationId, clientId },
    server: server === undefined || 'notAnAddress' in server ? null : server,
  });
}

/** Members of a classic group whose bytes for the assignor of Kafka Streams say what a test wants. */
import type { GroupDescription, GroupListing } from '../../src/kafka/cluster.js';

export interface HostileMember {
  /** application.server. */
  readonly server: string;
  readonly clientId?: string;
  readonly clientHost?: string;
}

const newestVersion = 11;
const int16 = (value: number): Buffer => Buffer.of((value >> 8) & 255, value & 255);
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

function subscription(server: string, processId: number): Buffer {
  const host = Buffer.from(server, 'utf8');
  const process = Buffer.alloc(16);
  process.writeUInt32BE(processId);
  const own = Buffer.concat([
    int32(newestVersion),
    int32(newestVersion),
    process,
    int32(host.length),
    host,
    int32(0),
    Buffer.of(0),
    int32(0),
  ]);
  return Buffer.concat([int16(1), int32(0), int32(own.length), own]);
}

/** Task 0 of sub-topology 0, on partition 0 of `input`. */
function assignment(): Buffer {
  const topic = Buffer.from('input');
  const assigned = Buffer.concat([int32(1), int16(topic.length), topic, int32(1), int32(0)]);
  const task = Buffer.concat([int32(0), int32(0), int32(0)]);
  const own = Buffer.concat([int32(newestVersion), int32(newestVersion), int32(1), task, int32(0), int32(0), int32(0)]);
  return Buffer.concat([int16(1), assigned, int32(own.length), own]);
}

export function classicGroup(id: string, members: readonly HostileMember[]): GroupListing & { readonly description: GroupDescription } {
  const described = members.map(({ server, clientId, clientHost }, i) => ({
    memberId: `member-${i}`,
    instanceId: null,
    clientId: clientId ?? `${id}-${i}-StreamThread-1-consumer`,
    clientHost: clientHost ?? '/10.0.0.1',
    metadata: subscription(server, i + 1),
    assignment: assignment(),
  }));
  return {
    id,
    type: 'classic',
    protocolType: 'consumer',
    state: 'Stable',
    description: { type: 'classic', id, state: 'Stable', protocol: 'stream', members: described },
  };
}

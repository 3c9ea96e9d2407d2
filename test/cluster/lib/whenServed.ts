/** Waits for a topic that was made: the controller answers before the brokers know, and each of them learns of it at a time of its own. */
import { setTimeout as wait } from 'node:timers/promises';
import type { ClusterConnection } from '../../../src/kafka/connection.js';
import { createCluster } from '../../../src/kafka/createCluster.js';
import { createKafkajsConnection } from '../../../src/kafka/kafkajs/createKafkajsConnection.js';
import { metadataApi } from '../../../src/kafka/protocol/topicApis.js';
import { createRequests } from '../../../src/kafka/requests.js';
import type { TestCluster } from './broker.mjs';
import { plainSettings, valueOf } from './programs.js';

const patienceMs = 60_000;

/** Resolves when every broker knows the topic as one and the same, and the leaders of all its partitions serve them. Rejects after a minute. */
export async function whenServed({ bootstrap }: Pick<TestCluster, 'bootstrap'>, topic: string): Promise<void> {
  const connection = createKafkajsConnection(plainSettings(bootstrap));
  try {
    for (const end = Date.now() + patienceMs; !(await isServed(connection, topic));) {
      if (Date.now() > end) throw new Error(`the brokers do not all serve ${topic}, a minute after it was made`);
      await wait(50);
    }
  } finally {
    await connection.close();
  }
}

async function isServed(connection: ClusterConnection, topic: string): Promise<boolean> {
  const requests = createRequests(connection);
  const brokers = valueOf(await connection.brokers());
  const answers = await Promise.all(brokers.map(({ id }) => requests.ask(metadataApi, [topic], { kind: 'broker', id })));
  const known = answers.map((answer) => valueOf(answer).topics[0]);
  const [first] = known;
  if (first === undefined || known.some((one) => one?.error !== 0 || one.id !== first.id)) return false;
  // One that knows its partition may not have begun to lead it: producers that come too early never write their first batch.
  const asked = first.partitions.map(({ partition }) => ({ topic, partition }));
  return valueOf(await createCluster(connection).offsets(asked, 'latest')).problems.length === 0;
}

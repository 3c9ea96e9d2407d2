/** The questions about topics of `Cluster`, in as few requests as brokers take. */
import { succeed } from '../base/result.js';
import type { Cluster, ConfigEntry, LogDirectory, TopicLayout } from './cluster.js';
import type { Problem } from './clusterError.js';
import type { Call, ClusterConnection } from './connection.js';
import { eachBroker } from './eachBroker.js';
import { inParts } from './inParts.js';
import type { Leaders } from './leaders.js';
import { errorOfCode, rights } from './protocol/errorCodes.js';
import { describeConfigsApi, describeLogDirsApi, metadataApi, type MetadataAnswer } from './protocol/topicApis.js';
import type { Requests } from './requests.js';

type TopicQuestions = Pick<Cluster, 'topics' | 'configs' | 'logDirectories'>;

const topicsPerRequest = 1_000;
const notFound = 3;

export function createTopicQuestions(connection: ClusterConnection, requests: Requests, leaders: Leaders): TopicQuestions {
  const layoutsOf = async (names: readonly string[] | 'all', call?: Call): ReturnType<Cluster['topics']> => {
    const layouts: TopicLayout[] = [];
    const problems: Problem[] = [];
    for (const some of names === 'all' ? [null] : inParts(names, topicsPerRequest)) {
      const answer = await requests.ask(metadataApi, some, { kind: 'any' }, call);
      if (!answer.ok) return answer;
      for (const topic of answer.value.topics) {
        if (topic.error === 0) layouts.push(toLayout(topic));
        else if (topic.error !== notFound)
          problems.push({ what: `topic ${topic.name}`, error: errorOfCode(topic.error, `topic ${topic.name}`) });
      }
    }
    leaders.learn(layouts);
    return succeed({ values: layouts, problems });
  };

  return {
    topics: layoutsOf,
    async configs(topics, keys, call) {
      const values = new Map<string, Readonly<Record<string, ConfigEntry>>>();
      const problems: Problem[] = [];
      for (const some of inParts(topics, topicsPerRequest)) {
        const answer = await requests.ask(describeConfigsApi, { topics: some, keys }, { kind: 'any' }, call);
        if (!answer.ok) return answer;
        for (const { error, message, name, entries } of answer.value.topics) {
          if (error === 0) values.set(name, Object.fromEntries(entries.map(({ key, value, isOwn }) => [key, { value, isOwn }])));
          else {
            const refused = errorOfCode(error, `the configuration of topic ${name}`, message, rights.configs);
            problems.push({ what: `configuration of ${name}`, error: refused });
          }
        }
      }
      return succeed({ values, problems });
    },
    async logDirectories(topics, call) {
      const brokers = await connection.brokers(call);
      if (!brokers.ok) return brokers;
      const question =
        topics === 'all'
          ? null
          : topics.map(({ name, partitions }) => ({ name, partitions: partitions.map(({ partition }) => partition) }));
      const answers = await eachBroker(
        brokers.value.map(({ id }) => id),
        (id) => `log directories of broker ${id}`,
        (id) => requests.ask(describeLogDirsApi, question, { kind: 'broker', id }, call),
      );
      if (!answers.ok) return answers;
      const values: LogDirectory[] = [];
      const problems = [...answers.value.problems];
      for (const { id, value } of answers.value.values) {
        if (value.error !== 0)
          problems.push({
            what: `log directories of broker ${id}`,
            error: errorOfCode(value.error, `the log directories of broker ${id}`),
          });
        for (const directory of value.directories) {
          if (directory.error !== 0) {
            problems.push({
              what: `${directory.path} of broker ${id}`,
              error: errorOfCode(directory.error, `${directory.path} of broker ${id}`),
            });
            continue;
          }
          values.push({
            broker: id,
            path: directory.path,
            totalBytes: directory.totalBytes,
            usableBytes: directory.usableBytes,
            replicas: directory.topics.flatMap(({ name, partitions }) => partitions.map((replica) => ({ topic: name, ...replica }))),
          });
        }
        // Brokers before 3.2 refuse by an empty answer, without a code.
        if (value.error === 0 && value.directories.length === 0)
          problems.push({ what: `log directories of broker ${id}`, error: errorOfCode(31, `the log directories of broker ${id}`) });
      }
      return succeed({ values, problems });
    },
  };
}

function toLayout({ name, id, internal, partitions }: MetadataAnswer['topics'][number]): TopicLayout {
  return {
    name,
    id: id === null || /^0*$/.test(id) ? null : id,
    internal,
    partitions: partitions
      .map(({ partition, leader, replicas, inSync, offline }) => ({
        partition,
        leader: leader < 0 ? null : leader,
        replicas,
        inSync,
        offline,
      }))
      .sort((a, b) => a.partition - b.partition),
  };
}

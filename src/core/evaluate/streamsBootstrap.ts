/**
 * bakdata's streams-bootstrap: its builder and streams (`StreamsBuilderX`, `KStreamX` …) hand each call on to Kafka's, so they are these
 * here (`kafkaName`); its own methods read and write topics that are given when the application starts.
 */
import type { Site } from '../../base/text.js';
import type { Run } from '../jvm/run.js';
import type { Value } from '../values/values.js';

/** What is given by the command line or the environment, and nothing changes by asking for it. */
const asked = /^(?:getTopics|getKafkaProperties|getStreamsBuilder|getContext|create\w*(?:Configurator|Properties))$/;

/** undefined: no method of the framework's own. */
export function callBootstrap(
  run: Run,
  target: Extract<Value, { kind: 'dsl' }>,
  method: string,
  args: readonly Value[],
  site: Site,
): Value | undefined {
  const call = (kafkas: string, given: readonly Value[]): Value =>
    run.dsl.call(target.object, { method: kafkas, args: given, typeArgs: [], site });
  const isLabelled = args[0]?.kind === 'text' || (args[0]?.kind === 'unknown' && args[0].type?.name === 'String');
  const label = args[0]?.kind === 'text' ? ` labelled ${args[0].text}` : '';
  const rest = isLabelled ? args.slice(1) : args;
  const unknown = (what: string, type: string): Value =>
    run.unknown(`the ${what}${label} is given when the application starts`, site, {
      key: `bootstrap:${what}${label}`,
      label: `${what}${label}`,
      type: { name: type, args: [], dimensions: 0 },
    });
  if (target.object.type === 'StreamsBuilder') {
    if (method === 'streamInput') {
      const topics = unknown('input topics', 'List');
      const loss = topics.kind === 'unknown' ? { reason: topics.reason, site } : undefined;
      return call('stream', [{ kind: 'list', items: [], open: true, ...(loss === undefined ? {} : { loss }) }, ...rest]);
    }
    if (method === 'streamInputPattern') return call('stream', [unknown('input pattern', 'Pattern'), ...rest]);
    if (asked.test(method)) return run.unknown(`${method}() is given when the application starts`, site, { label: method });
  }
  if (target.object.type === 'KStream') {
    if (method === 'toOutputTopic') return call('to', [unknown('output topic', 'String'), ...rest]);
    if (method === 'toErrorTopic') return call('to', [unknown('error topic', 'String'), ...rest]);
  }
  return undefined;
}

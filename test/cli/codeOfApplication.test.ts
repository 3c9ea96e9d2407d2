/** What the code says of an application, and of others beside it: topics that are another's are not left behind. */
import { expect, test } from 'vitest';
import { otherMakerOf } from '../../src/applications/otherMaker.js';
import { readCodeOf } from '../../src/cli/cluster/code.js';
import type { GivenOptions } from '../../src/cli/options.js';
import { temporaryProject } from '../support/temporaryProject.js';

const application = (name: string, id: string, store: string): string => `
import org.apache.kafka.streams.*; import org.apache.kafka.streams.kstream.*;
class ${name} {
  public static void main(String[] args) {
    java.util.Properties props = new java.util.Properties();
    props.put("application.id", ${id});
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("orders").groupByKey().count(Materialized.as("${store}"));
    new KafkaStreams(builder.build(), props).start();
  }
}`;

test('others of the code are named, and those of no known id may be its own', async () => {
  const cwd = temporaryProject({
    'A.java': application('A', '"shop"', 'a'),
    'B.java': application('B', '"shop-eu"', 'b'),
    'C.java': application('C', 'System.getenv("ID")', 'c'),
  });
  const given: GivenOptions = { paths: ['.'], text: () => undefined, texts: () => [], has: () => false };
  const terminal = {
    cwd,
    columns: undefined,
    colour: false,
    print: () => {},
    say: () => {},
    progress: () => {},
    drained: async () => {},
    ask: async () => undefined,
  };
  const { chosen, topologies, others } = await readCodeOf('shop', '.', given, terminal);
  expect(topologies.flatMap(({ stores }) => stores.map(({ name }) => name))).toEqual(['a', 'c']);
  expect(others.map(({ applicationId }) => applicationId)).toEqual(['shop-eu']);
  expect(otherMakerOf('shop', 'shop-eu-b-changelog', others)).toBe('shop-eu');
  expect(otherMakerOf('shop', 'shop-eu-old-changelog', others)).toBe(undefined);
  expect(chosen.flatMap(({ stores }) => stores.map(({ name }) => name))).toEqual(['a']);
  const unknown = topologies.filter((one) => !chosen.includes(one));
  expect(otherMakerOf('shop', 'shop-c-changelog', unknown)).toBe('C.main, whose application id is not known,');
  expect(otherMakerOf('shop', 'shop-d-changelog', unknown)).toBe(undefined);
});

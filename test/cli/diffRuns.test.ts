/** diff of one side: what an upgrade, or the switch of the optimisation, would move. */
import { expect, test } from 'vitest';
import { runCommand } from '../support/runCommand.js';
import { temporaryProject } from '../support/temporaryProject.js';

/** Stores of a join: 2.8 makes their changelogs with another policy than 4.3. */
const text = `package com.example;

import java.time.Duration;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.JoinWindows;

class App {
  static Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    var left = builder.<String, String>stream("a");
    left.leftJoin(builder.<String, String>stream("b"), (x, y) -> x, JoinWindows.of(Duration.ofMinutes(1)));
    left.groupByKey().count();
    return builder.build();
  }
}
`;

test('an upgrade says what moves, before it is done', async () => {
  const folder = temporaryProject({ 'App.java': text });
  const { status, output } = await runCommand(folder, 'diff', '.', '--from-version', '2.8.2', '--to-version', '4.3.0');
  expect(status).toBe(1);
  expect(output).toMatch(/^Kafka Streams 2\.8\.2, optimization none → Kafka Streams 4\.3\.0, optimization none\n/);
  expect(output).toMatch(/other {2}KSTREAM-JOINTHIS-0000000004-store: its topic is made with cleanup\.policy/);
  expect(output).toContain('No name differs: 3 names are kept.');
});

test('one that keeps everything says that nothing moves', async () => {
  const folder = temporaryProject({ 'App.java': text });
  const json = await runCommand(folder, 'diff', '.', '--from-version', '3.9.1', '--to-version', '4.1.0', '--format', 'json');
  expect(JSON.parse(json.output)).toMatchObject({
    topologies: [{ changes: [], moved: [], added: [], removed: [], from: { kafkaVersion: '3.9.1' }, to: { kafkaVersion: '4.1.0' } }],
  });
  expect(json.status).toBe(0);
  const { output, said } = await runCommand(folder, 'diff', '.', '--kafka-version', '4.2.0', '--to-optimization', 'all');
  expect(output).toBe(
    'Kafka Streams 4.2.0, optimization none → Kafka Streams 4.2.0, optimization none\n\nNothing moves.\nNo name differs: 3 names are kept.\n',
  );
  expect(said).toEqual([
    'kslens: App.java#App.build: optimization none: its code decides, as build() without properties optimises nothing',
  ]);
});

test('two sides, or a version that is none, are refused', async () => {
  const folder = temporaryProject({ 'App.java': text });
  const two = await runCommand(folder, 'diff', '.', '.', '--to-version', '4.3.0');
  expect(two.said).toEqual(['kslens: with --from-version, --to-version and their like diff takes one side: PATH']);
  expect((await runCommand(folder, 'diff', '.', '--to-version', 'next')).status).toBe(2);
  expect((await runCommand(folder, 'diff', '.')).said[0]).toContain('--to-version');
});

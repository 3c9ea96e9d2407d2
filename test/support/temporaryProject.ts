import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** Files in a new folder that goes away with the test; the folder's path. */
export function temporaryProject(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kslens-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** A class that builds a topology with one unnamed count. */
export const countingClass = (name: string, topic = 'orders'): string => `package com.example;

import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

class ${name} {
  static Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("${topic}").groupByKey().count();
    return builder.build();
  }
}
`;

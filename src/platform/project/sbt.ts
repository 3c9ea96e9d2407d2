/** The Kafka version that build.sbt and project/*.scala give, read as text. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { toKafkaVersion } from './kafkaVersionOf.js';
import { findVersions, lastPart, onlyOne, withoutComments } from './scriptText.js';

const dependency = /"org\.apache\.kafka"\s*%{1,2}\s*"kafka-streams(?:-scala)?"\s*%\s*(?:"([^"]+)"|([\w.]+))/g;

export function readSbtVersion(folder: string): string | undefined {
  const text = withoutComments([path.join(folder, 'build.sbt'), ...projectFiles(folder)].map(readText).join('\n'));
  const variables = findVersions(text);
  const found = [...text.matchAll(dependency)].map(([, literal, name]) => literal ?? variables.get(lastPart(name ?? '')) ?? '');
  const version = onlyOne(found);
  return version === undefined ? undefined : toKafkaVersion(version);
}

function projectFiles(folder: string): string[] {
  try {
    return readdirSync(path.join(folder, 'project'))
      .filter((name) => /\.(?:scala|sbt)$/.test(name))
      .sort()
      .map((name) => path.join(folder, 'project', name));
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

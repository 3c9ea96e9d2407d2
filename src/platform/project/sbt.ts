/** The Kafka version that build.sbt and project/*.scala give, read as text. */
import path from 'node:path';
import { maxBuildFileBytes, type WorkspaceFiles } from '../files/workspaceFiles.js';
import { toKafkaVersion } from './kafkaVersionOf.js';
import { perCharacter, type ProjectReading } from './projectReading.js';
import { findVersions, lastPart, onlyOne, plainScript } from './scriptText.js';

/** As the patterns of `scriptText.ts`: no part is unbounded. */
const dependency = /"org\.apache\.kafka" ?%{1,2} ?"kafka-streams(?:-scala)?" ?% ?(?:"([^"]{1,100})"|([\w.]{1,100}))/g;

export function readSbtVersion(folder: string, reading: ProjectReading): string | undefined {
  const names = [path.join(folder, 'build.sbt'), ...projectFiles(folder, reading.files)];
  const script = names.map((file) => reading.files.readText(file, maxBuildFileBytes) ?? '').join('\n');
  reading.spend(script.length * perCharacter);
  const text = plainScript(script);
  const variables = findVersions(text);
  const found = [...text.matchAll(dependency)].map(([, literal, name]) => literal ?? variables.get(lastPart(name ?? '')) ?? '');
  const version = onlyOne(found);
  return version === undefined ? undefined : toKafkaVersion(version);
}

function projectFiles(folder: string, files: WorkspaceFiles): string[] {
  const project = path.join(folder, 'project');
  return files.list(project).flatMap(({ name }) => (/\.(?:scala|sbt)$/.test(name) ? [path.join(project, name)] : []));
}

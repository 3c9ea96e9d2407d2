/** The Kafka version that build.sbt and project/*.scala give, read as text. */
import path from 'node:path';
import { maxBuildFileBytes, type WorkspaceFiles } from '../workspaceFiles.js';
import { toKafkaVersion } from './kafkaVersionOf.js';
import { findVersions, lastPart, onlyOne, withoutComments } from './scriptText.js';

const dependency = /"org\.apache\.kafka"\s*%{1,2}\s*"kafka-streams(?:-scala)?"\s*%\s*(?:"([^"]+)"|([\w.]+))/g;

export function readSbtVersion(folder: string, files: WorkspaceFiles): string | undefined {
  const names = [path.join(folder, 'build.sbt'), ...projectFiles(folder, files)];
  const text = withoutComments(names.map((file) => files.readText(file, maxBuildFileBytes) ?? '').join('\n'));
  const variables = findVersions(text);
  const found = [...text.matchAll(dependency)].map(([, literal, name]) => literal ?? variables.get(lastPart(name ?? '')) ?? '');
  const version = onlyOne(found);
  return version === undefined ? undefined : toKafkaVersion(version);
}

function projectFiles(folder: string, files: WorkspaceFiles): string[] {
  const project = path.join(folder, 'project');
  return files.list(project).flatMap(({ name }) => (/\.(?:scala|sbt)$/.test(name) ? [path.join(project, name)] : []));
}

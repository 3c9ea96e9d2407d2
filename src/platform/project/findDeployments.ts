/** The files that say how a program is deployed: Kubernetes manifests, Helm charts, Compose files and Dockerfiles below folders. */
import path from 'node:path';
import type { Deployment, DeploymentFiles } from '../../estimate/deployment/deployment.js';
import { kubernetesDeployments, type Manifest } from '../../estimate/deployment/kubernetes.js';
import { composeDeployments, helmDeployment, imageOptions } from '../../estimate/deployment/otherFiles.js';
import { isTestPath } from '../files/testSources.js';
import { walkFiles } from '../files/walkFiles.js';
import { createWorkspaceFiles, type WorkspaceFilesOptions } from '../files/workspaceFiles.js';
import { repositoryOf } from '../git/repositoryOf.js';
import { createProjectReading, perCharacter, type ProjectReading } from './projectReading.js';
import { parseYamlValues } from './yamlProperties.js';

const mostFiles = 2000;
const largestFile = 512 * 1024;

const compose = /^(?:docker-)?compose(?:[.-].+)?\.ya?ml$/;
const docker = /^(?:Dockerfile(?:\..+)?|.+\.Dockerfile)$/i;
const yaml = /\.ya?ml$/;
const values = /^values\.ya?ml$/;
/** Words that a manifest has which says something. Templates are no YAML yet. */
const manifestWords = /^[ \t]{0,12}(?:- )?kind:[ \t]{0,4}["']?(?:Deployment|StatefulSet|HorizontalPodAutoscaler|ScaledObject|List)\b/m;

/** `folders` and `base` are absolute; files are named from the base. What cannot be read says nothing. Links out of the project are not followed. */
export function findDeployments(folders: readonly string[], base: string, options: WorkspaceFilesOptions = {}): DeploymentFiles {
  const files = createWorkspaceFiles(folders, options);
  const reading = createProjectReading(files);
  const found = filesBelow(folders, reading);
  const nameOf = (file: string): string => path.relative(base, file).split(path.sep).join('/');
  const manifests: Manifest[] = [];
  const deployments: Deployment[] = [];
  const images: DeploymentFiles['images'][number][] = [];
  for (const file of found) {
    const text = files.readText(file, largestFile);
    if (text === undefined) continue;
    const name = path.basename(file);
    reading.attempt(file, undefined, () => {
      reading.spend(text.length * perCharacter);
      if (docker.test(name)) {
        const java = imageOptions(text);
        if (java !== undefined) images.push({ file: nameOf(file), java });
      } else if (compose.test(name)) {
        for (const document of parseYamlValues(text, reading.forFile())) deployments.push(...composeDeployments(nameOf(file), document));
      } else if (values.test(name)) deployments.push(...ofChart(file, text, nameOf(file), reading));
      else if (manifestWords.test(text) && !text.includes('{{'))
        for (const document of parseYamlValues(text, reading.forFile())) manifests.push({ file: nameOf(file), document });
    });
  }
  return { deployments: [...kubernetesDeployments(manifests), ...deployments], images };
}

/** The chart's own values, beside its name. */
function ofChart(file: string, text: string, called: string, reading: ProjectReading): readonly Deployment[] {
  const chart = ['Chart.yaml', 'Chart.yml'].map((name) => reading.files.readText(path.join(path.dirname(file), name), largestFile));
  const [written] = chart.filter((one) => one !== undefined);
  if (written === undefined) return [];
  const [about] = parseYamlValues(written, reading.forFile());
  const deployment = helmDeployment(called, about, parseYamlValues(text, reading.forFile())[0]);
  return deployment === undefined ? [] : [deployment];
}

function filesBelow(folders: readonly string[], { files }: ProjectReading): readonly string[] {
  const found: string[] = [];
  const walked = new Set<string>();
  for (const folder of folders) {
    walkFiles(folder, {
      files,
      repository: repositoryOf(folder),
      wanted: (name) => yaml.test(name) || docker.test(name),
      onFile(file) {
        if (!isTestPath(path.relative(folder, file).split(path.sep).join('/'))) found.push(file);
      },
      onSkipped: () => undefined,
      full: () => found.length >= mostFiles,
      walked,
    });
  }
  return found.sort();
}

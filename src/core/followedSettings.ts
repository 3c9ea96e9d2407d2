/** Settings without the texts that the analysis cannot tell from its own, in which what is not known is marked: such are not followed. */
import type { ProjectSettings } from './analyser.js';
import { isReserved } from './values/holes.js';

type Texts = Readonly<Record<string, string>>;

export function followedSettings(settings: ProjectSettings): ProjectSettings {
  const { applicationId, configuration, given, lightbend, properties, propertyFiles, uncertainProperties = [] } = settings;
  const lost = Object.keys(properties).filter((key) => isReserved(properties[key]!));
  return {
    ...settings,
    applicationId: applicationId !== undefined && isReserved(applicationId) ? undefined : applicationId,
    configuration: followed(configuration),
    properties: followed(properties),
    uncertainProperties: [...uncertainProperties, ...lost],
    propertyFiles: followedFiles(propertyFiles),
    ...(lightbend === undefined ? {} : { lightbend: { values: followed(lightbend.values), variables: followed(lightbend.variables) } }),
    ...(given === undefined ? {} : { given: followed(given) }),
  };
}

function isFollowed([key, value]: readonly [string, string]): boolean {
  return !isReserved(key) && !isReserved(value);
}

function followed(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).filter(isFollowed));
}

/** Another file of the name does not stand for one that is not followed. */
function followedFiles(files: Readonly<Record<string, Texts>>): Readonly<Record<string, Texts>> {
  const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
  const all = Object.entries(files);
  const lost = new Set(all.filter(([, texts]) => !Object.entries(texts).every(isFollowed)).map(([file]) => nameOf(file)));
  return Object.fromEntries(all.filter(([file]) => !lost.has(nameOf(file))));
}

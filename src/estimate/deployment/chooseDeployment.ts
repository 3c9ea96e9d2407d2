/** Which of the deployments that files describe is the application, and what they say of it together. */
import type { EstimateInputs, Known } from '../inputs.js';
import type { DeployedInputs, Deployment, DeploymentFiles, JavaOptions } from './deployment.js';
import { heapOf } from './heap.js';

/**
 * `names`: what the application is called, by its id, its project or by a person. Nothing else is taken for it: another program's limit is no
 * limit of this one. Where several files speak of it, what they say alike counts. `advice`: a sentence, what a person does where none is of these
 * names.
 */
export function chooseDeployment({ deployments, images }: DeploymentFiles, names: readonly string[], advice: string): DeployedInputs {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const own = deployments.filter((one) => one.names.some((name) => wanted.has(name.toLowerCase())));
  // Several images: which one runs is not known.
  const image = images.length === 1 ? images[0] : undefined;
  if (own.length === 0) return { ...(image === undefined ? nothing : alone(image)), notes: othersOf(deployments, advice) };
  const limitBytes = agreed(own, 'memory limits', ({ limitBytes: bytes }) => bytes);
  const instances = agreed(own, 'numbers of instances', ({ instances: count }) => count);
  const heapBytes = agreed(own, 'heaps', (one) => heapOf(joined(image?.java, one.java), one.limitBytes));
  return {
    limitBytes: limitBytes.known,
    instances: instances.known,
    heapBytes: heapBytes.known,
    notes: [limitBytes, instances, heapBytes].flatMap(({ note }) => note ?? []),
  };
}

const nothing = { instances: null, limitBytes: null, heapBytes: null };

function alone({ file, java }: DeploymentFiles['images'][number]): Omit<DeployedInputs, 'notes'> {
  const value = heapOf(java, null);
  return { ...nothing, heapBytes: value === null ? null : { value, source: file } };
}

/** What files say counts instead of what is assumed. */
export const withDeployed = (inputs: EstimateInputs, { instances, limitBytes, heapBytes }: DeployedInputs): EstimateInputs => ({
  ...inputs,
  instances: instances ?? inputs.instances,
  limitBytes: limitBytes ?? inputs.limitBytes,
  heapBytes: heapBytes ?? inputs.heapBytes,
});

interface Agreed {
  readonly known: Known | null;
  readonly note?: string;
}

/** null: nobody says it, or they differ, which the note says. */
function agreed(own: readonly Deployment[], what: string, valueOf: (one: Deployment) => number | null): Agreed {
  const said = own.flatMap((one) => {
    const value = valueOf(one);
    return value === null ? [] : [{ value, one }];
  });
  const [first] = said;
  if (first === undefined) return { known: null };
  const files = [...new Set(said.map(({ one }) => one.file))];
  if (said.every(({ value }) => value === first.value))
    return { known: { value: first.value, source: `${first.one.file} (${first.one.called})` } };
  return { known: null, note: `${first.one.called} has several ${what} (${few(files)}): none of them is taken.` };
}

/** What a manifest sets replaces the image's own, variable by variable, and the command as a whole. */
function joined(image: JavaOptions | undefined, own: JavaOptions): JavaOptions {
  if (image === undefined) return own;
  return {
    variables: new Map([...image.variables, ...own.variables]),
    command: own.command.length > 0 ? own.command : image.command,
  };
}

const mostNamed = 3;
const few = (texts: readonly string[]): string =>
  texts.length <= mostNamed ? texts.join(', ') : `${texts.slice(0, mostNamed).join(', ')} and ${texts.length - mostNamed} more`;

/** Those that say something which would count. */
function othersOf(deployments: readonly Deployment[], advice: string): readonly string[] {
  const others = deployments.filter(({ limitBytes }) => limitBytes !== null).map(({ called, file }) => `${called} (${file})`);
  return others.length === 0
    ? []
    : [`Not known to be this application, so nothing of it is taken: ${few([...new Set(others)])}. ${advice}`];
}

/** Deployments and stateful sets of Kubernetes manifests. */
import type { Deployment } from './deployment.js';
import { at, countAt, imageName, listAt, named, textAt, variablesAt, wordsAt } from './parts.js';
import { isJavaVariable } from './heap.js';

export interface Manifest {
  readonly file: string;
  readonly document: unknown;
}

const workloads = ['Deployment', 'StatefulSet'];
/** Those that set the number of instances of another while it runs. */
const scalers = ['HorizontalPodAutoscaler', 'ScaledObject'];

export function kubernetesDeployments(manifests: readonly Manifest[]): Deployment[] {
  const all = manifests.flatMap(({ file, document }) => itemsOf(document).map((item) => ({ file, item })));
  const scaled = new Set(all.flatMap(({ item }) => (isKind(item, scalers) ? [textAt(item, 'spec', 'scaleTargetRef', 'name')] : [])));
  return all.flatMap(({ file, item }) => {
    const name = textAt(item, 'metadata', 'name');
    if (!isKind(item, workloads) || name === undefined) return [];
    const container = containerOf(item, name);
    return [
      {
        called: `${textAt(item, 'kind') ?? ''} ${name}`,
        file,
        names: named(name, textAt(container, 'name'), imageName(textAt(container, 'image'))),
        instances: scaled.has(name) ? null : countAt(item, 'spec', 'replicas'),
        limitBytes: quantity(at(container, 'resources', 'limits', 'memory')),
        java: { variables: variablesAt(container, 'env'), command: [...wordsAt(container, 'command'), ...wordsAt(container, 'args')] },
      },
    ];
  });
}

const itemsOf = (document: unknown): readonly unknown[] => (textAt(document, 'kind') === 'List' ? listAt(document, 'items') : [document]);

const isKind = (item: unknown, kinds: readonly string[]): boolean => kinds.includes(textAt(item, 'kind') ?? '');

/** The only one, the one of its name, or the only one with options of Java; undefined: it cannot be told. */
function containerOf(item: unknown, name: string): unknown {
  const all = listAt(item, 'spec', 'template', 'spec', 'containers');
  const own = all.find((one) => textAt(one, 'name') === name);
  const ofJava = all.filter((one) => [...variablesAt(one, 'env').keys()].some(isJavaVariable));
  if (all.length === 1) return all[0];
  return own ?? (ofJava.length === 1 ? ofJava[0] : undefined);
}

const powers = new Map<string | undefined, number>([
  ...([
    [undefined, 1],
    ['k', 1e3],
    ['M', 1e6],
    ['G', 1e9],
    ['T', 1e12],
  ] as const),
  ...([
    ['Ki', 2 ** 10],
    ['Mi', 2 ** 20],
    ['Gi', 2 ** 30],
    ['Ti', 2 ** 40],
  ] as const),
]);

/** A quantity of Kubernetes in bytes; null: none. */
export function quantity(value: unknown): number | null {
  const { number, unit } = /^(?<number>\d{1,15}(?:\.\d{1,6})?)(?<unit>[kMGT]|[KMGT]i)?$/.exec(wordOf(value))?.groups ?? {};
  const power = powers.get(unit);
  return number === undefined || power === undefined ? null : Math.floor(Number(number) * power);
}

const wordOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '');

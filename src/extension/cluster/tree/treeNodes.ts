/** The places of the cluster tree, as addresses: what stands there is looked up when it is painted. */

export type GroupKind = 'stores' | 'repartitions' | 'sources' | 'instances' | 'orphans';

export type TreeNode =
  | { readonly kind: 'cluster'; readonly cluster: string }
  | { readonly kind: 'unclaimed'; readonly cluster: string }
  /** A changelog of no known application. */
  | { readonly kind: 'unclaimedChangelog'; readonly cluster: string; readonly topic: string }
  | { readonly kind: 'application'; readonly cluster: string; readonly application: string }
  | { readonly kind: 'group'; readonly cluster: string; readonly application: string; readonly group: GroupKind }
  | { readonly kind: 'store'; readonly cluster: string; readonly application: string; readonly store: string }
  | {
      readonly kind: 'topic';
      readonly cluster: string;
      readonly application: string;
      readonly group: 'repartitions' | 'sources' | 'orphans';
      readonly topic: string;
    }
  /** Of a store's changelog, or of a topic. */
  | {
      readonly kind: 'partitions';
      readonly cluster: string;
      readonly application: string;
      readonly of: { readonly store: string } | { readonly topic: string; readonly group: 'repartitions' | 'sources' | 'orphans' };
    }
  | { readonly kind: 'instance'; readonly cluster: string; readonly application: string; readonly processId: string }
  | {
      readonly kind: 'thread';
      readonly cluster: string;
      readonly application: string;
      readonly processId: string;
      readonly memberId: string;
    }
  /** Says something, and has nothing below. */
  | { readonly kind: 'leaf'; readonly cluster: string; readonly application?: string; readonly under: string; readonly name: string };

/** The same for the same place, so that the editor keeps what is expanded and selected. */
export function idOf(node: TreeNode): string {
  return JSON.stringify(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Up to its cluster, of what can be revealed; undefined: it stands at the top. */
export function parentOf(node: TreeNode): TreeNode | undefined {
  switch (node.kind) {
    case 'cluster':
    case 'leaf':
      return undefined;
    case 'application':
    case 'unclaimed':
      return { kind: 'cluster', cluster: node.cluster };
    case 'unclaimedChangelog':
      return { kind: 'unclaimed', cluster: node.cluster };
    case 'group':
      return { kind: 'application', cluster: node.cluster, application: node.application };
    case 'store':
      return { kind: 'group', cluster: node.cluster, application: node.application, group: 'stores' };
    case 'topic':
      return { kind: 'group', cluster: node.cluster, application: node.application, group: node.group };
    case 'instance':
      return { kind: 'group', cluster: node.cluster, application: node.application, group: 'instances' };
    case 'thread':
      return { kind: 'instance', cluster: node.cluster, application: node.application, processId: node.processId };
    case 'partitions': {
      const { cluster, application, of } = node;
      return 'store' in of
        ? { kind: 'store', cluster, application, store: of.store }
        : { kind: 'topic', cluster, application, group: of.group, topic: of.topic };
    }
  }
}

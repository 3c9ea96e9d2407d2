/** The walkthrough: five steps, on the sample or on a project of one's own. */

/** The editor knows it by the extension's id, `#` and this. */
export const walkthroughId = 'kafkaStreams.start';

type StepCommand = 'pinNames' | 'showTopology' | 'addCluster' | 'connectCluster' | 'queryStore';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: {
    readonly image: { readonly dark: string; readonly light: string; readonly hc: string; readonly hcLight: string };
    readonly altText: string;
  };
  readonly completionEvents: readonly string[];
}

export interface Walkthrough {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly Step[];
}

export function walkthrough(
  ids: Readonly<Record<StepCommand, string>>,
  views: { readonly topologies: string; readonly clusters: string },
): Walkthrough {
  const step = (id: string, title: string, lines: readonly string[], altText: string, completionEvents: readonly string[]): Step => {
    const [dark, light] = [`media/walkthrough/${id}-dark.webp`, `media/walkthrough/${id}-light.webp`];
    return {
      id,
      title,
      description: lines.join('\n'),
      media: { image: { dark, light, hc: dark, hcLight: light }, altText },
      completionEvents,
    };
  };
  return {
    id: walkthroughId,
    title: 'Kafka Streams: Stores With and Without Names',
    description: 'See which stores lose their state at the next edit, keep their names, and look into them.',
    steps: [
      step(
        'trap',
        'See the trap',
        [
          'A store without a name is numbered by its position in the code. Add one operator above it, deploy, and it starts **empty**: its state stays behind under the old name.',
          'The view Topologies lists every store and repartition topic of your code; an exclamation mark stands at those whose names can move. The same calls have a squiggle: point at one to read what its topics are called.',
          `[Show Topologies](command:${views.topologies}.focus)`,
        ],
        'The view Topologies lists stores by application and sub-topology; the unnamed ones bear a mark',
        [`onView:${views.topologies}`],
      ),
      step(
        'pin',
        'Pin the names',
        [
          'Pin Names writes the names that are there now into the code. Nothing moves, neither now nor at the next edit: the edited code is analysed before you are asked.',
          `[Pin Names](command:${ids.pinNames})`,
          'What cannot be pinned stays as it is, with the reason. The quick fix of a squiggle (Ctrl+.) does the same for one call.',
        ],
        'A dialog asks whether to pin the names of some calls, and says that nothing moves',
        [`onCommand:${ids.pinNames}`],
      ),
      step(
        'draw',
        'Draw the topology',
        [
          'The diagram shows sources, operators, stores and topics. Select a node to go to its call; the node of the call at the caret is highlighted.',
          `[Show Topology](command:${ids.showTopology})`,
          'A saved text of Topology#describe() can be drawn, too: open it as a file with the ending .topology.',
        ],
        'The diagram of a topology beside its code',
        [`onCommand:${ids.showTopology}`],
      ),
      step(
        'connect',
        'Connect a cluster',
        [
          'The view Clusters shows the applications that run, with their stores, changelog topics, lag and restore. A cluster is only read: nothing is written, and no group is joined.',
          `[Connect Cluster](command:${ids.connectCluster})`,
          `[Add Cluster](command:${ids.addCluster})`,
          'Nothing is sent anywhere before you connect. Passwords are kept in the secret storage of the editor.',
        ],
        'The view Clusters lists the applications of a cluster with their stores',
        ['onContext:kafkaStreams.hasConnected'],
      ),
      step(
        'query',
        'Query a store',
        [
          'What is in a store is read from its changelog topic: by key, by range, as of a time, and as it changes. The application is not asked.',
          `[Query Store](command:${ids.queryStore})`,
          'Each store of the view Clusters has the same command, and so have the figures above the code.',
        ],
        'A panel lists the rows of a store',
        [`onCommand:${ids.queryStore}`],
      ),
    ],
  };
}

/** The menus and welcome texts of the view "Topologies", for the table in contributions.ts. */
import type { MenuEntry } from '../cluster/clusterContributions.js';

type TopologiesCommand =
  | 'analyzeWorkspace'
  | 'showTopologyNames'
  | 'compareNames'
  | 'pinNames'
  | 'giveNames'
  | 'pinEntry'
  | 'drawEntry'
  | 'revealEntry'
  | 'estimateState'
  | 'copyName'
  | 'openWalkthrough';

type Ids = Readonly<Record<TopologiesCommand, string>>;

export function topologiesMenus(ids: Ids): {
  readonly 'view/title': readonly MenuEntry[];
  readonly 'view/item/context': readonly MenuEntry[];
} {
  const ofView = 'view == kafkaStreams.topologies';
  const title = (command: TopologiesCommand, group: string): MenuEntry => ({ command: ids[command], when: ofView, group });
  const item = (command: TopologiesCommand, context: string, group: string): MenuEntry => ({
    command: ids[command],
    when: `${ofView} && viewItem ${context}`,
    group,
  });
  const unnamed = '=~ /^(unnamed|unnamedApplication)$/';
  const application = '=~ /^(application|unnamedApplication)$/';
  const inCode = '=~ /^(application|unnamedApplication|made|unnamed)$/';
  return {
    'view/title': [
      title('analyzeWorkspace', 'navigation@1'),
      title('showTopologyNames', '1_names@1'),
      title('compareNames', '1_names@2'),
      title('pinNames', '2_fixes@1'),
      title('giveNames', '2_fixes@2'),
      title('openWalkthrough', '3_help@1'),
    ],
    'view/item/context': [
      item('pinEntry', unnamed, 'inline@1'),
      item('drawEntry', application, 'inline@2'),
      item('revealEntry', inCode, 'inline@3'),
      item('revealEntry', inCode, '1_open@1'),
      item('drawEntry', '=~ /./', '1_open@2'),
      item('estimateState', application, '1_open@3'),
      item('pinEntry', unnamed, '2_fixes@1'),
      item('copyName', '=~ /^(application|unnamedApplication|made|unnamed)$/', '9_copy@1'),
    ],
  };
}

/** What to do where there is nothing to list: in two lines. */
export function topologiesWelcome(ids: Ids): readonly { readonly view: string; readonly contents: string; readonly when: string }[] {
  const view = 'kafkaStreams.topologies';
  const instead = [
    'Without code, a cluster shows its applications and what is in their stores (below), and a saved text of Topology#describe() can be drawn (*.topology).',
    `[Get Started](command:${ids.openWalkthrough})`,
  ];
  return [
    {
      view,
      when: 'workspaceFolderCount == 0',
      contents: [
        'Open the folder of a Kafka Streams application: its stores and topics are listed here.',
        '[Open Folder](command:vscode.openFolder)',
        ...instead,
      ].join('\n'),
    },
    {
      view,
      when: 'workspaceFolderCount != 0 && kafkaStreams.analysed && !kafkaStreams.hasTopologies',
      contents: ['No Kafka Streams topology was found in this workspace.', ...instead].join('\n'),
    },
  ];
}

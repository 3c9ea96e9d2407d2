/**
 * Every command, setting, menu entry and context key of the extension: the one source. A test holds package.json's `contributes`
 * equal to `contributes` below; code takes ids from here and nowhere else.
 */

import { languageFacts } from '../core/languages/languageFacts.js';
import { ruleTable } from '../core/rules/rules.js';
import { ruleSeverities } from '../core/rules/severities.js';
import { clusterMenus, clusterSettings, clusterWelcome } from './cluster/clusterContributions.js';
import { topologiesMenus, topologiesWelcome } from './topologiesView/topologiesContributions.js';
import { walkthrough } from './walkthrough.js';

export const category = 'Kafka Streams';

export const commandIds = {
  analyzeWorkspace: 'kafkaStreams.analyzeWorkspace',
  showTopologyNames: 'kafkaStreams.showTopologyNames',
  compareNames: 'kafkaStreams.compareNames',
  pinNames: 'kafkaStreams.pinNames',
  giveNames: 'kafkaStreams.giveNames',
  showTopology: 'kafkaStreams.showTopology',
  estimateState: 'kafkaStreams.estimateState',
  queryStore: 'kafkaStreams.queryStore',
  runQuery: 'kafkaStreams.runQuery',
  searchRows: 'kafkaStreams.searchRows',
  exportRows: 'kafkaStreams.exportRows',
  addCluster: 'kafkaStreams.addCluster',
  importCluster: 'kafkaStreams.importCluster',
  editCluster: 'kafkaStreams.editCluster',
  testCluster: 'kafkaStreams.testCluster',
  removeCluster: 'kafkaStreams.removeCluster',
  connectCluster: 'kafkaStreams.connectCluster',
  disconnectCluster: 'kafkaStreams.disconnectCluster',
  refreshClusters: 'kafkaStreams.refreshClusters',
  filterClusters: 'kafkaStreams.filterClusters',
  clearClusterFilter: 'kafkaStreams.clearClusterFilter',
  sortClusters: 'kafkaStreams.sortClusters',
  copyName: 'kafkaStreams.copyName',
  showDetails: 'kafkaStreams.showDetails',
  goToSource: 'kafkaStreams.goToSource',
  openTopology: 'kafkaStreams.openTopology',
  showDeployedTopology: 'kafkaStreams.showDeployedTopology',
  showInClusters: 'kafkaStreams.showInClusters',
  askInstances: 'kafkaStreams.askInstances',
  stopAskingInstances: 'kafkaStreams.stopAskingInstances',
  matchApplication: 'kafkaStreams.matchApplication',
  compareWithCluster: 'kafkaStreams.compareWithCluster',
  moveState: 'kafkaStreams.moveState',
  deleteOrphans: 'kafkaStreams.deleteOrphans',
  resetApplication: 'kafkaStreams.resetApplication',
  markWritable: 'kafkaStreams.markWritable',
  markReadOnly: 'kafkaStreams.markReadOnly',
  pinEntry: 'kafkaStreams.pinEntry',
  drawEntry: 'kafkaStreams.drawEntry',
  revealEntry: 'kafkaStreams.revealEntry',
  openWalkthrough: 'kafkaStreams.openWalkthrough',
  showLog: 'kafkaStreams.showLog',
  copyDiagnostics: 'kafkaStreams.copyDiagnostics',
} as const;

export const contextKeys = {
  /** The last analysis found at least one topology. */
  hasTopologies: 'kafkaStreams.hasTopologies',
  /** There was an analysis: where there is no topology by now, there is none. */
  analysed: 'kafkaStreams.analysed',
  /** At least one cluster of the settings is connected. */
  hasConnected: 'kafkaStreams.hasConnected',
  /** All are. */
  allConnected: 'kafkaStreams.allConnected',
  /** The tree of clusters shows what holds a text only. */
  clustersFiltered: 'kafkaStreams.clustersFiltered',
} as const;

export const viewIds = { container: 'kafkaStreams', topologies: 'kafkaStreams.topologies', clusters: 'kafkaStreams.clusters' } as const;

export const panelTypes = {
  topology: 'kafkaStreams.topology',
  query: 'kafkaStreams.query',
  estimate: 'kafkaStreams.estimate',
} as const;

/** The language of saved Topology#describe() texts. */
export const topologyLanguage = 'kafka-topology';

/** The file of an editor is in a language that is read. */
const isSource = `resourceLangId =~ /^(${languageFacts.map(({ id }) => id).join('|')})$/`;

export const settingsSection = 'kafkaStreams';

/** Keys without the section. */
export const settingKeys = {
  kafkaVersion: 'kafkaVersion',
  applicationId: 'applicationId',
  optimization: 'optimization',
  includeTests: 'includeTests',
  diagnosticsEnabled: 'diagnostics.enabled',
  compareWith: 'nameShift.compareWith',
  rules: 'rules',
  clusters: 'clusters',
  refreshSeconds: 'cluster.refreshSeconds',
  agreedInstances: 'cluster.askInstances',
  clusterLenses: 'cluster.codeLens',
} as const;

/** The value of `optimization` that leaves it to the project's code and configuration. */
export const optimizationFromProject = 'project';

/** Values of `nameShift.compareWith`. */
export const comparedStates = { automatic: 'automatic', lockFile: 'lockFile', head: 'head', nothing: 'nothing' } as const;

/** In the setting `rules`: as the rule says. */
const usualSeverity = 'default';

const titles: Readonly<Record<keyof typeof commandIds, string>> = {
  analyzeWorkspace: 'Analyze Workspace',
  showTopologyNames: 'Show Topology Names',
  compareNames: 'Compare Names With\u2026',
  pinNames: 'Pin Names',
  giveNames: 'Give Names',
  showTopology: 'Show Topology',
  estimateState: 'Estimate Memory and Restore',
  queryStore: 'Query Store\u2026',
  runQuery: 'Run Query',
  searchRows: 'Search Rows of Store',
  exportRows: 'Export Rows of Store\u2026',
  addCluster: 'Add Cluster\u2026',
  importCluster: 'Import Connection\u2026',
  editCluster: 'Edit Cluster\u2026',
  testCluster: 'Test Cluster Connection',
  removeCluster: 'Remove Cluster\u2026',
  connectCluster: 'Connect Cluster',
  disconnectCluster: 'Disconnect Cluster',
  refreshClusters: 'Refresh Clusters',
  filterClusters: 'Filter Clusters\u2026',
  clearClusterFilter: 'Clear Filter of Clusters',
  sortClusters: 'Sort Clusters By\u2026',
  copyName: 'Copy Name',
  showDetails: 'Show Details',
  goToSource: 'Go to Source',
  openTopology: 'Open Topology',
  showDeployedTopology: 'Show Deployed Topology',
  showInClusters: 'Show in Clusters',
  askInstances: 'Ask Its Instances\u2026',
  stopAskingInstances: 'Stop Asking Its Instances',
  matchApplication: 'Match Application With Code\u2026',
  compareWithCluster: 'Compare Code With Cluster',
  moveState: 'Move Its State\u2026',
  deleteOrphans: 'Delete Orphaned Topics\u2026',
  resetApplication: 'Reset Application\u2026',
  markWritable: 'Mark Cluster as Writable\u2026',
  markReadOnly: 'Mark Cluster as Read-Only',
  pinEntry: 'Pin',
  drawEntry: 'Show Topology',
  revealEntry: 'Go to Source',
  openWalkthrough: 'Get Started',
  showLog: 'Show Log',
  copyDiagnostics: 'Copy Diagnostics',
};

const icons: Readonly<Partial<Record<keyof typeof commandIds, string>>> = {
  showTopology: '$(type-hierarchy)',
  queryStore: '$(search)',
  exportRows: '$(export)',
  addCluster: '$(add)',
  askInstances: '$(broadcast)',
  connectCluster: '$(plug)',
  disconnectCluster: '$(debug-disconnect)',
  refreshClusters: '$(refresh)',
  filterClusters: '$(filter)',
  clearClusterFilter: '$(filter-filled)',
  goToSource: '$(go-to-file)',
  analyzeWorkspace: '$(refresh)',
  pinEntry: '$(pin)',
  drawEntry: '$(type-hierarchy)',
  revealEntry: '$(go-to-file)',
};

/** Told by the setting, which is there before the extension is. */
const hasClusters = `config.${settingsSection}.${settingKeys.clusters} != '[]'`;
const { hasTopologies, hasConnected, allConnected, clustersFiltered } = contextKeys;

/** A query panel is in front. */
const inQueryPanel = `activeWebviewPanelId == '${panelTypes.query}'`;

/** Where a command of the palette has something to do; what is not listed always has. */
const paletteWhen: Readonly<Partial<Record<keyof typeof commandIds, string>>> = {
  analyzeWorkspace: 'workspaceFolderCount != 0',
  showTopologyNames: hasTopologies,
  compareNames: hasTopologies,
  pinNames: hasTopologies,
  giveNames: hasTopologies,
  showTopology: `${hasTopologies} || resourceLangId == ${topologyLanguage}`,
  estimateState: hasTopologies,
  queryStore: hasClusters,
  editCluster: hasClusters,
  testCluster: hasClusters,
  removeCluster: hasClusters,
  connectCluster: `${hasClusters} && !${allConnected}`,
  disconnectCluster: hasConnected,
  refreshClusters: hasConnected,
  filterClusters: hasConnected,
  clearClusterFilter: clustersFiltered,
  sortClusters: hasConnected,
  showDeployedTopology: hasConnected,
  askInstances: hasConnected,
  stopAskingInstances: hasConnected,
  matchApplication: `${hasConnected} && ${hasTopologies}`,
  compareWithCluster: `${hasConnected} && ${hasTopologies}`,
  moveState: hasConnected,
  deleteOrphans: `${hasConnected} && ${hasTopologies}`,
  resetApplication: hasConnected,
  markWritable: hasClusters,
  markReadOnly: hasClusters,
  runQuery: inQueryPanel,
  searchRows: inQueryPanel,
  exportRows: inQueryPanel,
  // They need an entry of a tree, or figures above code.
  copyName: 'false',
  showDetails: 'false',
  goToSource: 'false',
  openTopology: 'false',
  showInClusters: 'false',
  pinEntry: 'false',
  drawEntry: 'false',
  revealEntry: 'false',
};

const menusOfViews = [topologiesMenus(commandIds), clusterMenus(commandIds)];

const properties = {
  [settingKeys.kafkaVersion]: {
    type: 'string',
    default: '',
    pattern: '^$|^\\d+\\.\\d+(\\.\\d+)?$',
    patternErrorMessage: 'A version such as 3.9.1, or nothing.',
    scope: 'resource',
    order: 1,
    markdownDescription:
      'The version of the Kafka Streams library, such as `3.9.1`: the rules that make names differ between versions. Leave empty to read it from `pom.xml`, Gradle files and version catalogs.',
  },
  [settingKeys.applicationId]: {
    type: 'string',
    default: '',
    scope: 'resource',
    order: 2,
    markdownDescription:
      'The `application.id` that changelog and repartition topic names start with. Leave empty to read it from the code and its configuration files; where neither says it, names are shown as `<application.id>-…`.',
  },
  [settingKeys.optimization]: {
    type: 'string',
    default: optimizationFromProject,
    enum: [optimizationFromProject, 'none', 'all', 'merge.repartition.topics', 'reuse.ktable.source.topics', 'single.store.self.join'],
    markdownEnumDescriptions: [
      'As the code and its configuration files say.',
      'No optimization.',
      'Every optimization that the version knows.',
      'Only merging of repartition topics.',
      "Only using a source topic as a table's changelog.",
      'Only the single store of a self-join.',
    ],
    scope: 'resource',
    order: 3,
    markdownDescription:
      'The `topology.optimization` that topologies are built with. It counts only where `build(properties)` receives it, as in the library.',
  },
  [settingKeys.includeTests]: {
    type: 'boolean',
    default: false,
    scope: 'resource',
    order: 4,
    markdownDescription: 'Also analyze topologies that test sources build.',
  },
  [settingKeys.diagnosticsEnabled]: {
    type: 'boolean',
    default: true,
    scope: 'resource',
    order: 5,
    markdownDescription:
      'Report stores and repartition topics whose names hold a number that moves when operators are added or removed. Hovers and commands work without it.',
  },
  [settingKeys.compareWith]: {
    type: 'string',
    default: comparedStates.automatic,
    enum: Object.values(comparedStates),
    markdownEnumDescriptions: [
      'The lock file `kafka-streams.lock.json` of the folder where there is one, else the last commit.',
      'The lock file only.',
      'The last commit only. Git is asked in trusted workspaces only.',
      'Nothing: edits that move names are not reported.',
    ],
    scope: 'resource',
    order: 6,
    markdownDescription: 'What the rule `name-shift` compares the code with: an edit that moves a name which existed is reported.',
  },
  [settingKeys.rules]: {
    type: 'object',
    default: {},
    additionalProperties: false,
    // Each with its type: the settings page then shows them as a table.
    properties: Object.fromEntries(
      ruleTable.map(({ id, summary, severity }) => [
        id,
        {
          type: 'string',
          enum: [usualSeverity, ...ruleSeverities],
          default: usualSeverity,
          description: `${summary} Default: ${severity}.`,
        },
      ]),
    ),
    scope: 'resource',
    order: 7,
    markdownDescription: 'How severe the findings of each rule are: `off`, `hint`, `info`, `warning`, `error`, or `default`.',
  },
  ...clusterSettings,
} as const;

export const contributes = {
  jsonValidation: [{ fileMatch: 'kslens.json', url: './syntaxes/kslens.schema.json' }],
  commands: Object.entries(commandIds).map(([key, command]) => {
    const icon = icons[key as keyof typeof commandIds];
    return { command, title: titles[key as keyof typeof commandIds], category, ...(icon === undefined ? {} : { icon }) };
  }),
  keybindings: [
    { command: commandIds.runQuery, key: 'ctrl+enter', mac: 'cmd+enter', when: inQueryPanel },
    { command: commandIds.searchRows, key: 'ctrl+f', mac: 'cmd+f', when: inQueryPanel },
  ],
  viewsContainers: { activitybar: [{ id: viewIds.container, title: category, icon: 'media/view.svg' }] },
  views: {
    [viewIds.container]: [
      { id: viewIds.topologies, name: 'Topologies', icon: 'media/view.svg', contextualTitle: category },
      { id: viewIds.clusters, name: 'Clusters', icon: 'media/view.svg', contextualTitle: category },
    ],
  },
  viewsWelcome: [...topologiesWelcome(commandIds), ...clusterWelcome(commandIds)],
  walkthroughs: [walkthrough(commandIds, viewIds)],
  menus: {
    commandPalette: Object.entries(paletteWhen).map(([key, when]) => ({ command: commandIds[key as keyof typeof commandIds], when })),
    'view/title': menusOfViews.flatMap((menus) => menus['view/title']),
    'view/item/context': menusOfViews.flatMap((menus) => menus['view/item/context']),
    'editor/context': [
      {
        command: commandIds.showTopologyNames,
        when: `${isSource} && ${contextKeys.hasTopologies}`,
        group: 'navigation@90',
      },
      {
        command: commandIds.showTopology,
        when: `${isSource} && ${contextKeys.hasTopologies} || resourceLangId == ${topologyLanguage}`,
        group: 'navigation@91',
      },
    ],
    'editor/title': [
      { command: commandIds.showTopology, when: `resourceLangId == ${topologyLanguage}`, group: 'navigation' },
      { command: commandIds.exportRows, when: inQueryPanel, group: 'navigation' },
    ],
    'explorer/context': [{ command: commandIds.showTopology, when: 'resourceExtname == .topology', group: 'navigation@90' }],
  },
  languages: [
    {
      id: topologyLanguage,
      aliases: ['Kafka Streams Topology', topologyLanguage],
      extensions: ['.topology'],
      firstLine: '^Topologies:\\s*$',
      configuration: './syntaxes/topology.language-configuration.json',
    },
  ],
  grammars: [{ language: topologyLanguage, scopeName: 'source.kafka-topology', path: './syntaxes/topology.tmLanguage.json' }],
  // A finding links to its rule's page, and a link can only open a file: this shows the page rendered.
  configurationDefaults: {
    'workbench.editorAssociations': { '**/*.kafka-streams-lens-*/docs/rules/*.md': 'vscode.markdown.preview.editor' },
  },
  configuration: {
    title: category,
    properties: Object.fromEntries(Object.entries(properties).map(([key, schema]) => [`${settingsSection}.${key}`, schema])),
  },
} as const;

/** A build file in the root of the workspace is enough; a Java file deeper down activates through its language. Sorted, as the formatter keeps package.json. */
export const activationEvents = [
  ...languageFacts.map(({ id }) => `onLanguage:${id}`),
  `onWebviewPanel:${panelTypes.estimate}`,
  `onWebviewPanel:${panelTypes.query}`,
  `onWebviewPanel:${panelTypes.topology}`,
  'workspaceContains:build.gradle',
  'workspaceContains:build.gradle.kts',
  'workspaceContains:pom.xml',
  'workspaceContains:settings.gradle',
  'workspaceContains:settings.gradle.kts',
] as const;

export const capabilities = {
  untrustedWorkspaces: {
    supported: 'limited',
    description: 'Code is analyzed. Clusters are read from the settings of the user only.',
    restrictedConfigurations: [`${settingsSection}.${settingKeys.clusters}`],
  },
  virtualWorkspaces: {
    supported: false,
    description: 'The analysis reads the files of the project from a local or remote disk.',
  },
} as const;

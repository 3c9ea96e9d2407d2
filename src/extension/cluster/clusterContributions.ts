/** The settings and menus of clusters, for the table in contributions.ts. No secret has a place in the settings. */

const securityDescriptions = [
  'Plain text, no authentication.',
  'TLS; with a client certificate where one is given.',
  'Authentication by SASL, in plain text.',
  'Authentication by SASL, over TLS.',
];

const text = (description: string): object => ({ type: 'string', description });

/** By key without the section. */
export const clusterSettings = {
  clusters: {
    type: 'array',
    default: [],
    scope: 'window',
    order: 20,
    markdownDescription:
      'Kafka clusters of the view *Clusters*. `Kafka Streams: Add Cluster…` writes an entry step by step; passwords and other secrets are kept in the secret storage of the editor, never here.',
    items: {
      type: 'object',
      required: ['name', 'bootstrap'],
      additionalProperties: false,
      properties: {
        name: text('What the cluster is called here.'),
        bootstrap: text('Addresses of brokers as HOST:PORT, several with commas between.'),
        security: {
          type: 'string',
          enum: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
          enumDescriptions: securityDescriptions,
          default: 'PLAINTEXT',
          description: 'As security.protocol of a Kafka client.',
        },
        mechanism: {
          type: 'string',
          enum: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER', 'AWS_MSK_IAM'],
          description: 'As sasl.mechanism of a Kafka client.',
        },
        username: text('The user name of PLAIN and SCRAM.'),
        tokenEndpoint: text('Where OAUTHBEARER asks for a token by client credentials.'),
        clientId: text('The client id of OAUTHBEARER.'),
        scope: text('The scope that OAUTHBEARER asks for.'),
        awsProfile: text(
          'The profile of ~/.aws whose keys AWS_MSK_IAM signs with. Without it those of the environment, else of the default profile.',
        ),
        awsRegion: text('The region that AWS_MSK_IAM signs for, where the names of the brokers do not tell it.'),
        caFile: text('A PEM file with the certificates to trust. Without it those that Node.js trusts.'),
        certificateFile: text('A PEM file with the certificate of the client.'),
        keyFile: text('A PEM file with the key of the client; without it the key is read from certificateFile.'),
        pkcs12File: text('A PKCS#12 file with certificate and key of the client.'),
        checkHostName: {
          type: 'boolean',
          default: true,
          description: "Whether the brokers' certificates must be of the hosts that are connected to.",
        },
        writable: {
          type: 'boolean',
          default: false,
          description:
            'Whether this editor may change the cluster, in your own settings only: plans of Move Its State, Delete Orphaned Topics and Reset Application, each after its name was written.',
        },
        schemaRegistry: {
          type: 'object',
          required: ['url'],
          additionalProperties: false,
          properties: { url: text('The address of the schema registry.'), username: text('The user name of basic authentication.') },
          description: 'A schema registry, for Avro, Protobuf and JSON Schema.',
        },
      },
    },
  },
  'cluster.refreshSeconds': {
    type: 'number',
    default: 10,
    minimum: 0,
    maximum: 3600,
    scope: 'window',
    order: 21,
    markdownDescription:
      'How often connected clusters are asked again while the view *Clusters* or code with live figures is open, in seconds. A cluster that fails or takes long is asked less often. `0`: only by the command *Refresh*.',
  },
  'cluster.askInstances': {
    type: 'object',
    default: {},
    // Of the person alone: a workspace must not say whom this machine asks.
    scope: 'machine',
    order: 22,
    additionalProperties: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    markdownDescription:
      'Instances that may be asked over HTTP (GET below `/iq/v1`), beside those that you agreed to by *Ask Its Instances*: by cluster and application, as `HOST:PORT` of their `application.server`, such as `{ "Local": { "orders-app": ["127.0.0.1:7070"] } }`.',
  },
  'cluster.codeLens': {
    type: 'boolean',
    default: true,
    scope: 'window',
    order: 23,
    markdownDescription: 'Show live figures of connected clusters above the operators that make stores and repartition topics.',
  },
} as const;

const inView = (context: string): string => `view == kafkaStreams.clusters && viewItem ${context}`;

export interface MenuEntry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

type ClusterCommand =
  | 'addCluster'
  | 'importCluster'
  | 'editCluster'
  | 'testCluster'
  | 'removeCluster'
  | 'connectCluster'
  | 'disconnectCluster'
  | 'refreshClusters'
  | 'filterClusters'
  | 'clearClusterFilter'
  | 'sortClusters'
  | 'copyName'
  | 'showDetails'
  | 'goToSource'
  | 'askInstances'
  | 'stopAskingInstances'
  | 'matchApplication'
  | 'compareWithCluster'
  | 'moveState'
  | 'deleteOrphans'
  | 'resetApplication'
  | 'markWritable'
  | 'markReadOnly'
  | 'queryStore'
  | 'openTopology'
  | 'showDeployedTopology'
  | 'estimateState';

export function clusterMenus(ids: Readonly<Record<ClusterCommand, string>>): {
  readonly 'view/title': readonly MenuEntry[];
  readonly 'view/item/context': readonly MenuEntry[];
} {
  const ofView = 'view == kafkaStreams.clusters';
  const title = (command: ClusterCommand, group: string, when = ''): MenuEntry => ({
    command: ids[command],
    when: `${ofView}${when}`,
    group,
  });
  const item = (command: ClusterCommand, context: string, group: string): MenuEntry => ({
    command: ids[command],
    when: inView(context),
    group,
  });
  const connected = '=~ /^(cluster|writableCluster)$/';
  const cluster = '=~ /^(cluster|writableCluster|disconnected)$/';
  const readable = '=~ /^(store|storeWithoutTopic|changelog|orphanedChangelog)$/';
  const application = '=~ /^(application|askedApplication)$/';
  const inCode = '=~ /^(store|storeWithoutTopic|topic|orphanedChangelog)$/';
  return {
    'view/title': [
      title('addCluster', 'navigation@1'),
      title('refreshClusters', 'navigation@2'),
      title('filterClusters', 'navigation@3', ' && !kafkaStreams.clustersFiltered'),
      title('clearClusterFilter', 'navigation@3', ' && kafkaStreams.clustersFiltered'),
      title('sortClusters', '1_view@1'),
      title('importCluster', '2_clusters@1'),
    ],
    'view/item/context': [
      item('connectCluster', '== disconnected', 'inline@1'),
      item('refreshClusters', '=~ /^(cluster|writableCluster|retry)$/', 'inline@1'),
      item('goToSource', inCode, 'inline@1'),
      item('queryStore', readable, 'inline@2'),
      item('showDetails', '=~ /^(application|askedApplication|store|storeWithoutTopic|topic|orphanedChangelog)$/', '1_open@2'),
      item('goToSource', inCode, '1_open@1'),
      item('queryStore', readable, '1_open@3'),
      item('openTopology', application, '1_open@3'),
      item('showDeployedTopology', application, '1_open@4'),
      item('estimateState', application, '1_open@5'),
      item('compareWithCluster', application, '2_code@1'),
      item('matchApplication', application, '2_code@2'),
      item('askInstances', '== notAsked', 'inline@1'),
      item('askInstances', '=~ /^(application|askedApplication|notAsked)$/', '2_instances@1'),
      item('stopAskingInstances', '== askedApplication', '2_instances@2'),
      item('connectCluster', '== disconnected', '3_cluster@1'),
      item('disconnectCluster', connected, '3_cluster@1'),
      item('testCluster', cluster, '3_cluster@2'),
      item('editCluster', cluster, '3_cluster@3'),
      item('markWritable', '== cluster', '3_cluster@4'),
      item('markReadOnly', '== writableCluster', '3_cluster@4'),
      item('removeCluster', cluster, '3_cluster@5'),
      item('moveState', '== orphanedChangelog', '4_change@1'),
      item('deleteOrphans', application, '4_change@2'),
      item('resetApplication', application, '4_change@3'),
      item(
        'copyName',
        '=~ /^(cluster|writableCluster|disconnected|application|askedApplication|store|storeWithoutTopic|topic|changelog|orphanedChangelog|name|retry)$/',
        '9_copy@1',
      ),
    ],
  };
}

export function clusterWelcome(
  ids: Readonly<Record<ClusterCommand, string>>,
): readonly { readonly view: string; readonly contents: string }[] {
  return [
    {
      view: 'kafkaStreams.clusters',
      contents: [
        'See the Kafka Streams applications of a cluster, with their stores, topics and instances.',
        `[Add Cluster](command:${ids.addCluster})`,
        `[Import Connection](command:${ids.importCluster})`,
        'A connection can come from a properties file of a Java client, or from the Spring or Quarkus settings of this workspace. Passwords are kept in the secret storage of the editor.',
      ].join('\n'),
    },
  ];
}

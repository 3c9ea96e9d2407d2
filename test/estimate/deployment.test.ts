import { expect, test } from 'vitest';
import { chooseDeployment } from '../../src/estimate/deployment/chooseDeployment.js';
import { heapOf } from '../../src/estimate/deployment/heap.js';
import { quantity } from '../../src/estimate/deployment/kubernetes.js';
import { imageOptions } from '../../src/estimate/deployment/otherFiles.js';
import { findDeployments } from '../../src/platform/project/findDeployments.js';
import { temporaryProject } from '../support/temporaryProject.js';

const MiB = 1024 * 1024;
const manifest = (
  name: string,
  { replicas = '3', memory = '1Gi', options = '-Xmx512m', kind = 'Deployment' } = {},
): string => `apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name} }
spec:
  replicas: ${replicas}
  template:
    spec:
      containers:
        - name: main
          image: registry.example/team/${name}:1.2
          resources: { limits: { memory: ${memory}, cpu: 500m } }
          env:
            - { name: JAVA_TOOL_OPTIONS, value: "${options}" }
`;

function chosen(files: Readonly<Record<string, string>>, ...names: readonly string[]) {
  const folder = temporaryProject(files);
  return chooseDeployment(findDeployments([folder], folder), names, 'Name it.');
}

test('replicas, limit and heap are those of the manifest of the application', () => {
  const files = { 'k8s/all.yaml': `${manifest('other', { replicas: '1', memory: '64Mi' })}---\n${manifest('orders')}` };
  const source = 'k8s/all.yaml (Deployment orders)';
  expect(chosen(files, 'orders')).toEqual({
    instances: { value: 3, source },
    limitBytes: { value: 1024 * MiB, source },
    heapBytes: { value: 512 * MiB, source },
    notes: [],
  });
});

test('another program is not taken for the application, and is said', () => {
  expect(chosen({ 'kafka.yaml': manifest('kafka', { kind: 'StatefulSet' }) }, 'orders', 'my-project')).toEqual({
    ...{ instances: null, limitBytes: null, heapBytes: null },
    notes: ['Not known to be this application, so nothing of it is taken: StatefulSet kafka (kafka.yaml). Name it.'],
  });
});

test('where several files differ, what they say alike counts', () => {
  const files = { 'dev/orders.yaml': manifest('orders', { replicas: '1' }), 'prod/orders.yaml': manifest('orders', { replicas: '6' }) };
  expect(chosen(files, 'orders')).toMatchObject({
    instances: null,
    limitBytes: { value: 1024 * MiB },
    notes: ['Deployment orders has several numbers of instances (dev/orders.yaml, prod/orders.yaml): none of them is taken.'],
  });
});

test('an autoscaler decides how many there are', () => {
  const scaler =
    'kind: HorizontalPodAutoscaler\nspec: { scaleTargetRef: { kind: Deployment, name: orders }, minReplicas: 2, maxReplicas: 9 }\n';
  expect(chosen({ 'orders.yaml': manifest('orders'), 'hpa.yaml': scaler }, 'orders').instances).toBeNull();
});

test('charts, Compose files and images are read, and templates are not', () => {
  const chart = {
    'chart/Chart.yaml': 'name: orders\n',
    'chart/values.yaml': 'replicaCount: 2\nresources: { limits: { memory: 768Mi } }\njavaOpts: -XX:MaxRAMPercentage=50.0\n',
    'chart/templates/deployment.yaml': manifest('orders', { memory: '{{ .Values.memory }}' }),
  };
  expect(chosen(chart, 'orders')).toMatchObject({
    instances: { value: 2, source: 'chart/values.yaml (Helm chart orders)' },
    limitBytes: { value: 768 * MiB },
    heapBytes: { value: 384 * MiB },
  });
  const compose = {
    'docker-compose.yml':
      'services:\n  kafka: { image: kafka, mem_limit: 4g }\n  orders: { build: ., mem_limit: 2g, environment: [MODE=prod] }\n',
    Dockerfile:
      'FROM x AS build\nENV JAVA_TOOL_OPTIONS=-Xmx9g\nFROM y\nENV A=b \\\n  JAVA_TOOL_OPTIONS="-Xms1g -Xmx1g"\nENTRYPOINT ["java", "-jar", "app.jar"]\n',
  };
  const source = 'docker-compose.yml (Compose service orders)';
  expect(chosen(compose, 'orders')).toMatchObject({
    instances: null,
    limitBytes: { value: 2048 * MiB, source },
    heapBytes: { value: 1024 * MiB },
  });
  expect(chosen({ Dockerfile: compose.Dockerfile }, 'orders').heapBytes).toEqual({ value: 1024 * MiB, source: 'Dockerfile' });
});

test.each([
  ['what cannot be read', '{'],
  [
    'aliases without end',
    `a: &a [x]\nkind: Deployment\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c]\n`,
  ],
  ['words for numbers', manifest('orders', { replicas: '-1', memory: 'much', options: '-Xmx$(HEAP)' })],
])('%s says nothing', (_, text) => {
  expect(chosen({ 'a.yaml': text }, 'orders')).toEqual({ instances: null, limitBytes: null, heapBytes: null, notes: [] });
});

test.each([
  [{ JAVA_TOOL_OPTIONS: '-Xmx1g' }, ['java', '-Xmx512m', '-Xmx300M'], 300 * MiB],
  [{ JAVA_TOOL_OPTIONS: '-Xmx1g', _JAVA_OPTIONS: '-Xmx2g' }, ['-Xmx512m'], 2048 * MiB],
  [{ JAVA_OPTS: '-XX:MaxRAMPercentage=75' }, ['-Xmx512m'], 512 * MiB],
  [{ JAVA_OPTS: '-XX:MaxRAMPercentage=75' }, [], 768 * MiB],
  [{ JAVA_OPTS: '-XX:MaxHeapSize=1073741824' }, [], 1024 * MiB],
  [{ JAVA_OPTS: null }, ['-Xmx512m'], null],
  [{}, ['sh', '-c', 'java -Xmx${HEAP} -jar app.jar'], null],
  [{ OTHER: null }, ['-Xss1m'], null],
])(
  'the heap of %j and %j is %s',
  (variables: Readonly<Record<string, string | null>>, command: readonly string[], expected: number | null) => {
    expect(heapOf({ variables: new Map(Object.entries(variables)), command }, 1024 * MiB)).toBe(expected);
  },
);

test('sizes are as Kubernetes has them', () => {
  expect(['1Gi', '1G', '1500M', '0.5Gi', 1000, '128974848', '1e3', '1gb', null].map(quantity)).toEqual([
    ...[1024 * MiB, 1e9, 1.5e9, 512 * MiB, 1000, 128974848, null, null, null],
  ]);
});

test('an image without options of Java says nothing', () => {
  expect(imageOptions('FROM scratch\nCOPY a b\n')).toBeUndefined();
});

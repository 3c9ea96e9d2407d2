/** The thread that lays diagrams out: bundled to dist/layout.cjs, started by createLayoutWorker. */
import { parentPort } from 'node:worker_threads';
import type { Diagram } from '../../core/diagram/diagram.js';
import { layOutDiagram } from '../../core/diagram/layout/layOutDiagram.js';

parentPort?.on('message', (diagram: Diagram) => parentPort?.postMessage(layOutDiagram(diagram)));

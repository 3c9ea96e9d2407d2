/** What is missing in an answer, as JSON. */
import type { Problem } from '../../kafka/clusterError.js';

export const problemJson = ({ what, error }: Problem): object => ({ what, kind: error.kind, message: error.message });

/** What answers each method of a KStream. */
import { groupStream } from './aggregations.js';
import type { Handlers } from './context.js';
import type { KStream } from './handles.js';
import { split } from './splitting.js';
import { joinStream } from './streamJoins.js';
import { applyProcessor, applyStep, branch, merge, repartition, sendTo, through, toTable } from './streamOperators.js';

export const streamMethods: Handlers<'KStream', KStream> = {
  filter: applyStep,
  filterNot: applyStep,
  map: applyStep,
  flatMap: applyStep,
  selectKey: applyStep,
  mapValues: applyStep,
  flatMapValues: applyStep,
  peek: applyStep,
  foreach: applyStep,
  print: applyStep,
  process: applyProcessor,
  processValues: applyProcessor,
  transform: applyProcessor,
  flatTransform: applyProcessor,
  transformValues: applyProcessor,
  flatTransformValues: applyProcessor,
  merge,
  split,
  branch,
  to: sendTo,
  through,
  repartition,
  toTable,
  groupBy: groupStream,
  groupByKey: groupStream,
  join: joinStream,
  leftJoin: joinStream,
  outerJoin: joinStream,
};

/** Where nodes of Java end, told from the text: asking the tree costs a call into WebAssembly each. */
import type { NodeEnds } from '../../tree/node.js';

export const javaEnds: NodeEnds = {
  name: /[\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Sc}\p{Pc}]+/uy,
  names: new Set(['identifier', 'type_identifier']),
  closings: {
    argument_list: /\s*\)/y,
    method_invocation: /(?:)/y,
    variable_declarator: /(?:)/y,
    local_variable_declaration: /\s*;/y,
    expression_statement: /\s*;/y,
  },
  ownList: 'argument_list',
};

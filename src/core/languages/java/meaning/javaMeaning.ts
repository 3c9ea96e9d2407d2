/** What Java says of its code (JLS). */
import type { Meaning } from '../../../jvm/meaning.js';
import { conditional, operandValue } from './alternatives.js';
import { castValue } from './casts.js';
import { isConstant } from './constants.js';
import { construct } from './construction.js';
import { generatedAccessor, generatedStatic } from './generatedMembers.js';
import { fieldOwner, nameValue, selectValue, targetOf, thisValue } from './names.js';
import { assignField, assume, readField } from './objects.js';
import { binary, operate, plus, unary } from './operators.js';
import { chooseMember } from './overloads.js';
import { bindParameters, packed } from './parameters.js';
import { matches } from './patterns.js';
import { assignStatic, enumConstants, initialiseClass, readStatic } from './statics.js';
import { staticType, typesOfCall } from './staticTypes.js';

export const javaMeaning: Meaning = {
  nameValue,
  thisValue,
  selectValue,
  targetOf,
  fieldOwner,
  binary,
  unary,
  conditional,
  operate,
  plus,
  operandValue,
  castValue,
  matches,
  staticType,
  typesOfCall,
  isConstant,
  chooseMember,
  bindParameters,
  packed,
  generatedAccessor,
  generatedStatic,
  construct,
  assume,
  readField,
  assignField,
  readStatic,
  assignStatic,
  enumConstants,
  initialiseClass,
};

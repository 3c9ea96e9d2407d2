/** Writes docs/operators.md. */
import { writeFileSync } from 'node:fs';
import { toOperatorsPage } from './operatorsPage.js';

writeFileSync('docs/operators.md', toOperatorsPage());

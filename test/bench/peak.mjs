// Loaded before a program: says at its end how much memory it had at most, in MB, after everything else on its standard output.
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(1, `\npeak ${process.resourceUsage().maxRSS / 1024}`));

import { holders } from './java/holders.js';
import { reading } from './java/reading.js';
import { requests } from './java/requests.js';
import { serving } from './java/serving.js';

/**
 * The source of the query endpoint, with what differs by the version of Kafka Streams and by who serves it. A line that begins with `//~` says of which
 * texts the lines after it are, up to the next such line: `from 3.1`, `before 3.1`, `server` (the JDK's own), `shell` (a framework's), `agent`
 * (the agent's, which is a server that finds serdes by itself), `given` (serdes are given to it), `end` (all).
 */
export const endpointTemplate = serving + holders + reading + requests;

/** Questions over a connection: the version that the broker speaks, tries again where another try may do. */
import { fail } from '../base/result.js';
import { cancelled, type ClusterResult } from './clusterError.js';
import type { Call, ClusterConnection, Target } from './connection.js';
import { pause } from './pause.js';
import { chooseVersion, type Api } from './protocol/api.js';
import { exchange } from './protocol/exchange.js';

export interface Requests {
  ask<Q, A>(api: Api<Q, A>, question: Q, target: Target, call?: Call): Promise<ClusterResult<A>>;
  /** undefined: the broker does not know the request. */
  versionOf(api: { readonly key: number; readonly versions: readonly number[] }, call?: Call): Promise<ClusterResult<number | undefined>>;
}

const tries = 3;
const backOff = 200;

export function createRequests(connection: ClusterConnection): Requests {
  const versionOf: Requests['versionOf'] = async (api, call) => {
    const versions = await connection.apiVersions(call);
    return versions.ok ? { ok: true, value: chooseVersion(api, versions.value.get(api.key)) } : versions;
  };
  return {
    versionOf,
    async ask(api, question, target, call) {
      for (let attempt = 1; ; attempt++) {
        const version = await versionOf(api, call);
        if (!version.ok) return version;
        if (version.value === undefined)
          return fail({
            kind: 'unsupported',
            message: `The brokers are too old or too new for ${api.name}: none of the versions that are spoken here.`,
          });
        const answer = await exchange(api, version.value, question, (request) => connection.send(request, target, call));
        if (answer.ok || answer.error.kind !== 'unavailable' || attempt === tries) return answer;
        await pause(backOff * attempt, call?.signal);
        if (call?.signal?.aborted === true) return fail(cancelled);
      }
    },
  };
}
